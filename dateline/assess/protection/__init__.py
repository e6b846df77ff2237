"""What bears on civilians: warnings, feared reprisals, flight, siege, harm; by place and urgency."""
