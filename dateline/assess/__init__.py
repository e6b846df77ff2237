"""What events come to: who holds which place, how an armed actor fares, what civilians face.

Pure functions of values: nothing here reads a library or a clock."""
