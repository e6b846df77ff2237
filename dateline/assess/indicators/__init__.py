"""The indicators of an armed actor, counted in events: what each event says of it, week by week, with trends."""
