"""A message of an alert as plain text, for mail and for a terminal."""

from __future__ import annotations

from dateline.assess.protection.concerns import CONCERNS
from dateline.library.alerts import AlertMessage
from dateline.work.alerting.notice import Notice

_BEFORE = {"alert": "", "update": "Update: ", "cancel": "Cancelled: "}


def subject(message: AlertMessage, notice: Notice) -> str:
    """One line."""
    return " ".join(f"{_BEFORE[message.kind]}{notice.headline}".split())


def text(message: AlertMessage, notice: Notice) -> str:
    """All of it, with the sentences behind it."""
    lines = [subject(message, notice), ""]
    if notice.reason:
        lines += [f"This alert is withdrawn: {notice.reason}.", ""]
        if notice.same_as:
            lines += [f"Alert {notice.same_as} goes on telling of it.", ""]
    if notice.changes:
        lines += ["What changed:", *(f"- {one}" for one in notice.changes), ""]
    if notice.text:
        lines += [f"It said: {notice.text}" if notice.reason else notice.text, ""]
    if notice.concerns and message.kind != "cancel":
        lines += ["For civilians: " + ", ".join(CONCERNS[kind].title.lower() for kind in notice.concerns), ""]
    for one in notice.quotes:
        lines.append(f"“{one.text}”")
        cited = ", ".join(filter(None, [one.says, one.published, one.title and f"“{one.title}”"]))
        lines += [f"  {cited}", *([f"  {one.url}"] if one.url else []), f"  report {one.report[:8]}", ""]
    if notice.latitude is not None and message.kind != "cancel":
        km = f", within {notice.radius_km:g} km" if notice.radius_km else ""
        lines.append(f"Where: {notice.place}, {notice.latitude:.4f}, {notice.longitude:.4f}{km}")
    what = f"place {notice.subject}" if notice.kind == "control" else f"event {notice.subject}"
    lines += [f"Rule: {notice.rule}; {what}; alert {message.alert}, message {message.version}"]
    lines.append("Worked out by dateline from news reports; check the reports before you act.")
    return "\n".join(lines) + "\n"
