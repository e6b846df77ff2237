"""A message of an alert in CAP 1.2."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.assess.brief.plain import capital, short
from dateline.assess.brief.verbs import words
from dateline.exchange.cap_message import (
    CERTAINTY,
    Area,
    Certainty,
    Info,
    Message,
    MessageKind,
    MessageStatus,
    Reference,
    Scope,
    Severity,
    Urgency,
    sent,
)
from dateline.library.alerts import AlertMessage
from dateline.work.alerting.notice import ACT_NOW, Notice

_KINDS: dict[str, MessageKind] = {"alert": "Alert", "update": "Update", "cancel": "Cancel"}
_EXTREME, _SEVERE = 50, 10
"""People killed from which an event is so severe."""
_RESTRICTION = (
    "For those whom its sender chooses. Worked out from news reports; check the quoted reports before you act."
)
_HEADLINE = 160


def cap_message(
    message: AlertMessage,
    notice: Notice,
    earlier: Sequence[AlertMessage],
    sender: str,
    status: MessageStatus = "Draft",
    scope: Scope = "Restricted",
) -> Message:
    """``earlier``: all messages of the alert before this one; those that it replaces are named."""
    begun = max((one.version for one in earlier if one.kind == "alert"), default=0)
    replaced = [one for one in earlier if one.version >= begun] if message.kind != "alert" else []
    return Message(
        identifier=identifier(message),
        sender=sender,
        sent=sent(message.at),
        status=status,
        kind=_KINDS[message.kind],
        scope=scope,
        restriction=_RESTRICTION if scope == "Restricted" else None,
        note=notice.reason or "; ".join(notice.changes) or None,
        source="dateline",
        references=tuple(Reference(sender, identifier(one), sent(one.at)) for one in replaced),
        info=(_info(notice),),
    )


def identifier(message: AlertMessage) -> str:
    """How later messages name it."""
    return f"dateline-{message.alert}-{message.version}"


def _info(notice: Notice) -> Info:
    noun = words(notice.type, notice.mode).noun if notice.type else "event"
    noun = noun.removeprefix("an ").removeprefix("a ")
    quotes = "\n".join(
        f"“{one.text}” ({one.says}{f', {one.published}' if one.published else ''})" for one in notice.quotes
    )
    area = Area(
        notice.place or "place not known",
        (notice.latitude, notice.longitude, notice.radius_km or 0.0)
        if notice.latitude is not None and notice.longitude is not None
        else None,
    )
    return Info(
        event=capital(noun),
        urgency=_urgency(notice),
        severity=_severity(notice),
        certainty=_certainty(notice),
        category=("Security", "Safety") if notice.concerns else ("Security",),
        headline=short(notice.headline, _HEADLINE),
        description="\n\n".join(filter(None, [notice.text, quotes])) or None,
        onset=sent(notice.earliest) if notice.earliest else None,
        web=next((one.url for one in notice.quotes if one.url), None),
        parameters=(
            ("dateline:rule", notice.rule),
            (f"dateline:{'place' if notice.kind == 'control' else 'event'}", notice.subject),
            *((("dateline:credibility", str(notice.credibility)),) if notice.credibility else ()),
            *(("dateline:report-sha256", one.sha256) for one in notice.quotes if one.sha256),
        ),
        areas=(area,),
    )


def _urgency(notice: Notice) -> Urgency:
    if ACT_NOW & set(notice.concerns):
        return "Immediate"
    if notice.status in ("planned", "feared", "requested"):
        return "Expected"
    return "Past" if notice.status == "actual" else "Unknown"


def _severity(notice: Notice) -> Severity:
    killed = notice.counts.get("killed")
    number = (killed.best or killed.low or 0) if killed is not None else 0
    if number >= _EXTREME:
        return "Extreme"
    if number >= _SEVERE or ACT_NOW & set(notice.concerns):
        return "Severe"
    return "Moderate" if number or notice.concerns or notice.kind == "control" else "Unknown"


def _certainty(notice: Notice) -> Certainty:
    if notice.kind == "control":
        return "Likely" if (notice.confidence or 0) >= 0.8 else "Possible"
    found = CERTAINTY.get(notice.credibility, "Unknown")
    return "Possible" if notice.status != "actual" and found in ("Observed", "Likely") else found
