"""E-mails (RFC 5322, MIME): the subject is the title, the sender the author or outlet, the text part the body."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from msgspec.structs import replace

from dateline.collect.draft import Draft, digest, one_line
from dateline.collect.html import read_page
from dateline.collect.names import is_outlet
from dateline.collect.printed_dates import declared_date
from dateline.collect.text import decode, repair
from dateline.errors import BrokenInputError, NoArticleError


def read_mail(name: str, data: bytes) -> Draft:
    """The report in an e-mail: its plain text part, else its HTML part. ``published`` is the day in the Date field as
    written there. Attachments are not read. Raises ``NoArticleError`` where there is no text part."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        if body is None or not isinstance(message, EmailMessage):
            raise NoArticleError("holds no text part: save the attachment as a file of its own")
        content = body.get_payload(decode=True)
        charset = body.get_content_charset()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenInputError(f"is no well-formed e-mail ({type(error).__name__}): save its text as .txt") from None
    if not isinstance(content, bytes) or not content.strip():
        raise NoArticleError("is empty: give an e-mail with a text")
    if not message.keys():
        raise BrokenInputError("has no e-mail header: save its text as .txt")
    declared = _Header(message)
    sender = declared.sender()
    outlet = sender if sender and is_outlet(sender) else None
    if body.get_content_type() == "text/html":
        draft = read_page(name, content, charset=charset)
    else:
        draft = Draft(name=name, sha256="", data=data, body=decode(content, charset))
    return replace(
        draft,
        sha256=digest(data),
        data=data,
        title=declared.field("subject") or draft.title,
        publisher=declared.field("organization") or outlet or draft.publisher,
        author=draft.author if outlet else sender or draft.author,
        published=declared_date(declared.field("date")) or draft.published,
    )


class _Header:
    """The fields of a message; a field that cannot be parsed counts as absent."""

    def __init__(self, message: EmailMessage) -> None:
        self._message = message

    def field(self, name: str) -> str | None:
        try:
            value = self._message[name]
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # the parser's own defects
            return None
        return one_line(repair(str(value))) if value is not None else None

    def sender(self) -> str | None:
        """The display name of the sender: the author, by RFC 5322."""
        return one_line(parseaddr(self.field("from") or "")[0])
