"""Which claims tell of the same event. Knows the values that travel, and nothing of the steps that made them."""
