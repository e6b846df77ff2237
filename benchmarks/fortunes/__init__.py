"""Made-up histories of an armed actor that rises, holds or falls, with known truth, to set and score the outlook.

An actor's strength takes a path of weeks; what happens to it follows from the path, differently in every history;
outlets
tell part of it, late, with a side, some copy, some make things up; a reader errs as the project's own was measured to
(:mod:`benchmarks.simulation.errors`). No text is made. The same seed always gives the same.

Nothing is tuned on the kinds of :data:`.world.HELD_OUT`, nor on seeds from :data:`SCORED` on; the wars of
:mod:`benchmarks.simulation.world`, made for another question by other rules, are among what is scored and never among
what is tuned on.
"""

from __future__ import annotations

SCORED = 100_000
"""The first seed that is scored."""
