"""Whether an armed actor declines: the evidence on either side, a graded answer, or why there is none."""
