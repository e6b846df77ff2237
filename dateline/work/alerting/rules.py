"""The rules file: what one wants to be told of, and where to. YAML or TOML; every mistake is said with what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from dateline.assess.protection.concerns import Kind
from dateline.errors import UsageError
from dateline.read.ontology import COUNTS, MODES
from dateline.values import ClaimType, Status

UNTOLD = ("denied", "hypothetical", "asked")
"""Statuses that no alert tells of unless its rule names them."""
RECENT = 30
_NAME = re.compile(r"[\w][\w .:'()/-]{0,79}")
_CHANNEL = re.compile(r"[\w][\w.-]{0,39}")
_LARGEST = 1 << 20

Security = Literal["starttls", "tls", "none"]


class Channel(Struct, frozen=True, forbid_unknown_fields=True):
    """A way of delivery. One of ``atom`` (a file), ``webhook`` (an address), ``mail`` (a server), ``cap`` (a folder)
    says which. ``secret`` and ``password`` name an environment variable (``$NAME``) or a file that holds it."""

    atom: str | None = None
    webhook: str | None = None
    mail: str | None = None
    cap: str | None = None
    # webhook
    secret: str | None = None
    body: Literal["json", "cap"] = "json"
    # mail
    port: int | None = None
    security: Security = "starttls"
    user: str | None = None
    password: str | None = None
    sender: str | None = msgspec.field(default=None, name="from")
    to: tuple[str, ...] = ()
    # cap
    status: Literal["Actual", "Exercise", "System", "Test", "Draft"] = "Draft"
    scope: Literal["Public", "Restricted"] = "Restricted"
    # atom
    title: str = "Alerts"
    most: int = 200

    @property
    def kind(self) -> str:
        """Which way it is."""
        return next(kind for kind in _KINDS if getattr(self, kind) is not None)


_KINDS = ("atom", "webhook", "mail", "cap")
_OWN = {
    "atom": {"atom", "title", "most"},
    "webhook": {"webhook", "secret", "body"},
    "mail": {"mail", "port", "security", "user", "password", "from", "to"},
    "cap": {"cap", "status", "scope"},
}


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What one wants to be told of: all that is given must hold. ``place`` and ``within`` (km); ``actor``: one of them
    takes part; ``type``, ``mode``, ``status``: one of them; ``credibility``: that or better; ``concern``: one of them;
    ``appeal_to_civilians``: short for the concern ``warning``; ``counts``: one of the numbers is at least so high;
    ``change_of_control``: who holds the place changes; ``totals``: also sums over several events; ``recent``: days
    that it may lie back when it is first told; ``past``: also what the library held before the rule."""

    name: str
    place: str | None = None
    within: float | None = None
    actor: tuple[str, ...] = ()
    type: tuple[ClaimType, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    credibility: int | None = None
    concern: tuple[Kind, ...] = ()
    appeal_to_civilians: bool = False
    counts: dict[str, int] = {}
    change_of_control: bool = False
    totals: bool = False
    recent: int = RECENT
    past: bool = False
    deliver: tuple[str, ...] = ()

    @property
    def concerns(self) -> tuple[Kind, ...]:
        """The concerns that it wants."""
        return (*self.concern, *(("warning",) if self.appeal_to_civilians else ()))

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing in particular."""
        return not (
            self.place or self.actor or self.type or self.mode or self.status or self.concerns or self.counts
            or self.change_of_control or self.credibility is not None
        )  # fmt: skip


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. ``sender``: who sends, in CAP messages; ``allow``: hosts that deliveries may go to though their
    addresses are not public; ``folder``: that of the file, which files in it are named from."""

    rules: tuple[Rule, ...]
    deliver: dict[str, Channel] = {}
    sender: str | None = None
    allow: tuple[str, ...] = ()
    folder: str = "."

    def channels_of(self, rule: Rule) -> tuple[str, ...]:
        """Where a rule's alerts go: where it says, else everywhere."""
        return rule.deliver or tuple(self.deliver)


def read_rules(path: Path) -> Rules:
    """The rules in a file. Raises UsageError for what is no rules file, and for each kind of mistake in one."""
    try:
        data = path.read_bytes()[: _LARGEST + 1]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give a file with rules for alerts (docs/alerts.md)") from None
    try:
        given = _decoded(path, data)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None
    try:
        return _checked(given, str(path.absolute().parent))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def _decoded(path: Path, data: bytes) -> dict[str, Any]:
    if len(data) > _LARGEST:
        raise UsageError("is larger than 1 MiB, which no rules file is")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("is not UTF-8: save it again in that encoding") from None
    if path.suffix.lower() == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"is no TOML: {error}") from None
    import yaml

    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=yaml.SafeLoader)):
            raise UsageError("refers to another part of itself (*name): write it out")
        found = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        where = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise UsageError(f"is no YAML{where}: {error.problem}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(f"is no YAML: {str(error).splitlines()[0]}") from None
    if not isinstance(found, dict):
        raise UsageError("holds no rules: begin with a line 'rules:' and below it '- name: …'")
    return found


def _checked(given: dict[str, Any], folder: str) -> Rules:
    _no_others("the file", given, {"rules", "deliver", "sender", "allow"})
    rules = given.get("rules")
    if not isinstance(rules, list) or not rules:
        raise UsageError("holds no rules: write 'rules:' and below it one '- name: …' or more")
    channels = given.get("deliver") or {}
    if not isinstance(channels, dict):
        raise UsageError(
            "'deliver' must name ways of delivery: 'deliver:', below it '  desk:', below it '    atom: FILE'"
        )
    found = Rules(
        rules=tuple(_rule(number, one) for number, one in enumerate(rules, 1)),
        deliver={str(name): _channel(str(name), one) for name, one in channels.items()},
        sender=_converted("the file", given.get("sender"), str | None),
        allow=_converted("the file, 'allow'", _listed(given.get("allow")), tuple[str, ...]),
        folder=folder,
    )
    if found.sender is None and any(one.cap is not None or one.body == "cap" for one in found.deliver.values()):
        raise UsageError("CAP messages need a sender: add 'sender: ADDRESS', by which receivers know you")
    names = [rule.name for rule in found.rules]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two rules are named {name!r}: give each a name of its own")
    for rule in found.rules:
        for name in rule.deliver:
            if name not in found.deliver:
                there = ", ".join(found.deliver) or "none"
                raise UsageError(f"rule {rule.name!r}: nothing below 'deliver' is named {name!r}; there are: {there}")
    return found


def _rule(number: int, given: object) -> Rule:
    if not isinstance(given, dict):
        raise UsageError(f"rule {number} is no rule: write '- name: …' and its settings below, indented alike")
    called = f"rule {given['name']!r}" if isinstance(given.get("name"), str) else f"rule {number}"
    _no_others(called, given, {field.name for field in msgspec.structs.fields(Rule)})
    lists = ("actor", "type", "mode", "status", "concern", "deliver")
    plain = given | {name: _listed(given[name]) for name in lists if name in given}
    for name, fold in (("type", str.upper), ("mode", str.lower), ("status", str.lower), ("concern", str.lower)):
        if name in plain:
            plain[name] = [fold(one) if isinstance(one, str) else one for one in plain[name]]
    _known(called, "type", plain, get_args(ClaimType))
    _known(called, "status", plain, get_args(Status))
    types = plain.get("type") or list(MODES)
    _known(called, "mode", plain, tuple(sorted({mode for one in types for mode in MODES.get(one, ())})))
    _known(called, "concern", plain, get_args(Kind))
    if "name" not in plain:
        raise UsageError(f"{called} has no name: add 'name: …'; alerts are kept apart by it")
    rule: Rule = _converted(called, plain, Rule)
    _check(called, rule)
    return rule


def _check(called: str, rule: Rule) -> None:
    if not _NAME.fullmatch(rule.name):
        raise UsageError(f"{called}: give a name of 80 letters, digits and blanks at most")
    if rule.is_empty:
        raise UsageError(f"{called} asks for nothing: give a place, actor, type, concern, counts or change_of_control")
    if rule.within is not None and rule.place is None:
        raise UsageError(f"{called}: 'within' says how far from a place; name it with 'place'")
    if rule.within is not None and not 0 < rule.within <= 20_100:
        raise UsageError(f"{called}: 'within: {rule.within:g}' is no distance; give kilometres, more than 0")
    if rule.credibility is not None and not 1 <= rule.credibility <= 6:
        raise UsageError(f"{called}: 'credibility: {rule.credibility}' is no grade; give 1 (confirmed) to 6")
    if rule.recent < 0:
        raise UsageError(f"{called}: 'recent: {rule.recent}' is no number of days; give 0 or more")
    for name, least in rule.counts.items():
        if name not in COUNTS:
            raise UsageError(f"{called}: 'counts' has no {name!r}; there are {', '.join(COUNTS)}")
        if least < 1:
            raise UsageError(f"{called}: 'counts: {name}: {least}' asks for nothing; give 1 or more")
    others = rule.type or rule.mode or rule.status or rule.concerns or rule.counts
    if rule.change_of_control and others:
        raise UsageError(
            f"{called}: 'change_of_control' goes with place, actor and recent alone; make a second rule of the rest"
        )


def _channel(name: str, given: object) -> Channel:
    called = f"deliver {name!r}"
    if not _CHANNEL.fullmatch(name):
        raise UsageError(f"{called}: give a name of 40 letters and digits at most, without blanks")
    if not isinstance(given, dict):
        raise UsageError(f"{called}: write below it one of 'atom: FILE', 'webhook: URL', 'mail: HOST', 'cap: FOLDER'")
    kinds = [kind for kind in _KINDS if kind in given]
    if len(kinds) != 1:
        raise UsageError(f"{called}: give one of {', '.join(_KINDS)}, and one only")
    _no_others(called, given, _OWN[kinds[0]])
    plain = given | ({"to": _listed(given["to"])} if "to" in given else {})
    channel: Channel = _converted(called, plain, Channel)
    if channel.webhook is not None:
        if not channel.webhook.startswith(("http://", "https://")):
            raise UsageError(f"{called}: 'webhook: {channel.webhook}' is no address; give one with https://")
        if channel.secret is None:
            raise UsageError(f"{called}: give 'secret: $NAME', the environment variable that holds the signing secret")
    if channel.mail is not None and (not channel.to or channel.sender is None):
        raise UsageError(f"{called}: give 'from: ADDRESS' and 'to: [ADDRESS, …]'")
    for address in (*channel.to, *((channel.sender,) if channel.sender else ())):
        if not re.fullmatch(r"[^\s@<>,;]{1,200}@[^\s@<>,;]{1,200}", address):
            raise UsageError(f"{called}: {address!r} is no e-mail address")
    if channel.user is not None and channel.password is None:
        raise UsageError(f"{called}: give 'password: $NAME', the environment variable that holds it")
    for secret in (channel.secret, channel.password):
        if secret is not None and not secret.startswith(("$", "/", "./", "~")):
            raise UsageError(
                f"{called}: never write a secret into the file: name an environment variable ($NAME) or a file (./NAME)"
            )
    return channel


def _no_others(called: str, given: dict[str, Any], known: Iterable[str]) -> None:
    from difflib import get_close_matches

    for name in given:
        if name not in known:
            near = get_close_matches(str(name), sorted(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(known))}"
            raise UsageError(f"{called} has no setting {str(name)!r}: {hint}")


def _known(called: str, name: str, given: dict[str, Any], known: tuple[str, ...]) -> None:
    for one in given.get(name, ()):
        if one not in known:
            there = f"give of {', '.join(known)}" if known else "there are none of these types"
            raise UsageError(f"{called}: {name} {one!r} is none; {there}")


def _listed(value: object) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _converted(called: str, value: object, into: Any) -> Any:
    try:
        return msgspec.convert(value, into, strict=True)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        field = where.strip("`$.").split("[")[0]
        raise UsageError(f"{called}: {f'{field!r}: ' if field else ''}{what[:1].lower()}{what[1:]}") from None
