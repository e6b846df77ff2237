"""What is watched: lists of feeds, and what feeds list."""
