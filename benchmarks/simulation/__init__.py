"""A made-up war with known truth: fronts that move, outlets that are late, biased, copy or lie, a reader that errs.

No text is made: a scenario gives claims as the reader would have given them, with its errors as measured on the own dev
set (:mod:`.errors`). The same seed always gives the same. Kinds of scenario in :data:`.world.HELD_OUT` are never tuned
on; seeds from :data:`SCORED` on are scored, those below are for tuning.
"""

from __future__ import annotations

SCORED = 1_000
"""The first seed that is scored."""
