"""The use cases, each a function over values; the command line and other fronts call nothing else."""
