"""Delivery: what waits goes out, by each way in the order of its coming, at least once, with a key that stays the same.

What fails for now is tried again, later each time; what is refused for good is said and left."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import smtplib
import socket
import ssl
import time
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dateline.collect.clock import Clock
from dateline.collect.connect import bare, connected
from dateline.collect.fetch import AGENT, Limits, ask
from dateline.collect.polite import retry_after
from dateline.errors import FetchError, UnreachableError
from dateline.exchange.cap_message import MEDIA, alert
from dateline.library.alerts import AlertMessage, Delivery
from dateline.version import __version__
from dateline.work.alerting.as_cap import cap_message, identifier
from dateline.work.alerting.as_text import subject, text
from dateline.work.alerting.notice import Notice
from dateline.work.alerting.rules import Channel, Rules

_LIMITS = Limits(bytes=1 << 16, seconds=20.0)
_MAIL_SECONDS = 60.0
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_TRY_AGAIN = frozenset({408, 425, 429})


class Letter(Struct, frozen=True):
    """A message to be delivered, with all messages of its alert before it."""

    delivery: Delivery
    message: AlertMessage
    notice: Notice
    earlier: tuple[AlertMessage, ...] = ()


class Outcome(Struct, frozen=True):
    """What became of a delivery: whether it is ``done``, ``why`` not (or not wholly); ``again``: it is to be tried
    again, not before so many seconds if ``after`` says so."""

    done: bool
    why: str | None = None
    again: bool = False
    after: float | None = None


class Ways:
    """How each kind of channel delivers, by the rules of one file. Nothing is raised for what a receiver does."""

    def __init__(self, rules: Rules, clock: Clock, limits: Limits = _LIMITS) -> None:
        self._rules = rules
        self._clock = clock
        self._limits = limits
        self._allow = frozenset(bare(host) for host in rules.allow)

    def deliver(self, name: str, channel: Channel, letter: Letter) -> Outcome:
        """Delivers one message."""
        try:
            if channel.webhook is not None:
                return self._webhook(name, channel, letter)
            if channel.mail is not None:
                return self._mail(name, channel, letter)
            return self._cap(channel, letter)
        except _SettingError as error:
            return Outcome(False, f"deliver {name!r}: {error}", again=True)
        except OSError as error:
            return Outcome(
                False, f"deliver {name!r}: {error.strerror or error}: check the file or its folder", again=True
            )

    def _webhook(self, name: str, channel: Channel, letter: Letter) -> Outcome:
        """As Standard Webhooks has it: the key, the moment and the body are signed together."""
        key = letter.delivery.id
        body, media = self._body(channel, letter)
        at = str(int(self._clock.now()))
        signed = hmac.new(signing_key(self._secret(channel.secret)), f"{key}.{at}.".encode() + body, hashlib.sha256)
        headers = (
            ("Content-Type", media),
            ("User-Agent", f"{AGENT}/{__version__}"),
            ("Idempotency-Key", key),
            ("webhook-id", key),
            ("webhook-timestamp", at),
            ("webhook-signature", f"v1,{base64.b64encode(signed.digest()).decode()}"),
        )
        assert channel.webhook is not None
        try:
            answer = ask(channel.webhook, self._rules.allow, self._limits, headers, body)
        except FetchError as error:
            return Outcome(False, f"deliver {name!r}: {error}", again=isinstance(error, UnreachableError))
        if 200 <= answer.status < 300:
            return Outcome(True)
        why = f"deliver {name!r}: answered {answer.status} {answer.reason}".rstrip()
        if 300 <= answer.status < 400:
            return Outcome(False, f"{why}: redirects are not followed; give the address it ends at", again=False)
        again = answer.status >= 500 or answer.status in _TRY_AGAIN
        return Outcome(False, why, again, retry_after(answer.header("Retry-After"), self._clock.now()))

    def _body(self, channel: Channel, letter: Letter) -> tuple[bytes, str]:
        if channel.body == "cap":
            return self._as_cap(channel, letter), MEDIA
        message = letter.message
        told: dict[str, Any] = {
            "id": letter.delivery.id,
            "type": f"alert.{message.kind}",
            "timestamp": message.at,
            "data": {"alert": message.alert, "version": message.version, **msgspec.to_builtins(letter.notice)},
        }
        return msgspec.json.encode(told), "application/json"

    def _as_cap(self, channel: Channel, letter: Letter) -> bytes:
        sender = self._rules.sender or "dateline"
        made = cap_message(letter.message, letter.notice, letter.earlier, sender, channel.status, channel.scope)
        return alert(made)

    def _cap(self, channel: Channel, letter: Letter) -> Outcome:
        """A file a message, written beside its place and renamed."""
        folder = Path(self._rules.folder, channel.cap or "").expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / f"{identifier(letter.message)}.xml", self._as_cap(channel, letter))
        return Outcome(True)

    def _mail(self, name: str, channel: Channel, letter: Letter) -> Outcome:
        host = channel.mail or ""
        port = channel.port or _PORTS[channel.security]
        deadline = time.monotonic() + _MAIL_SECONDS
        try:
            with connected(host, port, self._allow, deadline, channel.security == "tls") as link:
                # Named by the sender's domain: left to itself smtplib would ask the network for this machine's name.
                server = _Smtp(link, (channel.sender or "").partition("@")[2] or "localhost")
                server.connect(host, port)
                if channel.security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if channel.user is not None:
                    server.login(channel.user, self._secret(channel.password))
                refused = server.send_message(self._letter(channel, letter), channel.sender, list(channel.to))
                server.quit()
        except smtplib.SMTPNotSupportedError as error:
            what = "offers no STARTTLS: give 'security: tls', or 'none' for a server of your own"
            return Outcome(False, f"deliver {name!r}: {host} {what if 'STARTTLS' in str(error) else error}", again=True)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            why = f"deliver {name!r}: {host} refused {', '.join(sorted(error.recipients))}"
            return Outcome(False, why, again=any(code < 500 for code in codes))
        except smtplib.SMTPAuthenticationError as error:
            return Outcome(
                False, f"deliver {name!r}: {host} refused the user and password ({error.smtp_code})", again=True
            )
        except smtplib.SMTPResponseException as error:
            said = (
                error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
            )
            why = f"deliver {name!r}: {host} answered {error.smtp_code} {' '.join(said.split())}"
            return Outcome(False, why, again=error.smtp_code < 500)
        except FetchError as error:
            return Outcome(False, f"deliver {name!r}: {error}", again=isinstance(error, UnreachableError))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            return Outcome(
                False, f"deliver {name!r}: {host} could not be reached ({reason.splitlines()[0]})", again=True
            )
        if refused:
            return Outcome(True, f"deliver {name!r}: {host} refused {', '.join(sorted(refused))}; the others got it")
        return Outcome(True)

    def _letter(self, channel: Channel, letter: Letter) -> EmailMessage:
        message, notice = letter.message, letter.notice
        domain = (channel.sender or "@dateline").partition("@")[2]
        own = f"<{letter.delivery.id}@{domain}>"
        mail = EmailMessage()
        mail["Subject"] = subject(message, notice)
        mail["From"] = channel.sender or ""
        mail["To"] = ", ".join(channel.to)
        mail["Date"] = formatdate(self._clock.now())
        mail["Message-ID"] = own
        # All messages of an alert are one conversation.
        thread = f"<{message.alert}@{domain}>"
        mail["References"] = thread
        mail["In-Reply-To"] = thread
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Dateline-Alert"] = f"{message.alert} {message.version} {message.kind}"
        mail.set_content(text(message, notice))
        return mail

    def _secret(self, named: str | None) -> str:
        """What the environment variable or file holds that a setting names."""
        if named is None:
            raise _SettingError("no secret is named")
        if named.startswith("$"):
            value = os.environ.get(named[1:])
            if not value:
                raise _SettingError(f"the environment variable {named} is not set: set it to the secret")
            return value
        path = Path(self._rules.folder, os.path.expanduser(named))
        try:
            value = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise _SettingError(f"the file {named}, which should hold the secret, cannot be read") from None
        if not value:
            raise _SettingError(f"the file {named}, which should hold the secret, is empty")
        return value


class _SettingError(Exception):
    """Something that the rules name is not there."""


class _Smtp(smtplib.SMTP):
    """SMTP over a connection that was made to a checked address."""

    def __init__(self, link: socket.socket, name: str) -> None:
        super().__init__(local_hostname=name, timeout=_MAIL_SECONDS)
        self._link = link

    def _get_socket(self, *_: object) -> socket.socket:
        return self._link


def signing_key(secret: str) -> bytes:
    """The key that a secret stands for: ``whsec_`` and base64, as Standard Webhooks has it, or its letters."""
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        except ValueError:
            raise _SettingError("the secret begins with whsec_, but what follows is no base64") from None
    return secret.encode()


def write(path: Path, data: bytes) -> None:
    """Writes a file beside its place and renames it."""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(data)
    draft.replace(path)
