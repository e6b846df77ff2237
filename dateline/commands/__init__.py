"""The commands of the command line, a module for those that belong together; ``dateline.cli`` gathers them."""
