"""What is kept of a report so that its independence of others can be told without its text."""

from __future__ import annotations

from dateline.corroborate.told import About
from dateline.values import Report


def about(report: Report) -> About:
    """What the claims of a report need to be counted; the text is read once."""
    return About(report.id, report.publisher, report.url, report.published)
