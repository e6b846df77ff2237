"""Alerts: rules, what they tell of, messages, and how these are delivered."""
