"""What notebooks and other programs call: ``dateline.read``, ``dateline.Library``, ``dateline.frames``."""
