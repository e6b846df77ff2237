"""What is kept of a report so that its independence of others can be told without its text."""

from __future__ import annotations

from dateline.corroborate.agency import agency
from dateline.corroborate.copies import signature
from dateline.corroborate.told import About
from dateline.values import Report


def about(report: Report) -> About:
    """What the claims of a report need to be counted; the text is read once, in time that grows with its length."""
    return About(
        report=report.id,
        publisher=report.publisher,
        url=report.url,
        published=report.published,
        agency=agency(report),
        signature=signature(report.text),
    )
