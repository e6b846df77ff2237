"""What stands between a request and the library: where it comes from, who sends it, what they may do, how often."""
