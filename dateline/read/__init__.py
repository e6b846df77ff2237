"""The reader: a report's words, mentions, attributions and claims, before places and dates are worked out."""
