"""Fetching as a guest: robots.txt, one connection a host, a pause between requests, patience where a host asks for it.

One ``Polite`` serves all threads of a watch. What it learned of hosts that are to be left alone is handed in and out,
so that a restart does not forget it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.collect import robots
from dateline.collect.clock import Clock, left
from dateline.collect.fetch import AGENT, Answer, Limits, ask
from dateline.collect.robots import Robots
from dateline.errors import FetchError, RefusedError, UnreachableError

DAY = 86_400.0
_BUSY = frozenset({429, 503})
_PASSING = frozenset({408, 425, 500, 502, 504})
_LONGEST_DELAY = 30.0
"""Seconds; a Crawl-delay beyond would let a host hold up a watch for days."""
_LARGEST_ROBOTS = 1 << 22
_TRIES = 3
_STALLS = 3
"""Requests in a row that a host may leave unanswered before it is left alone."""


class Manners(Struct, frozen=True):
    """``delay``: seconds between two requests to a host; ``patience``: how long a request waits where the host asks to,
    before it is put off to a later round; ``first`` and ``longest`` pause after a failure, doubled each time;
    ``agent``: how we name ourselves; ``unasked``: hosts whose owners agreed to be read whatever their robots.txt
    says."""

    delay: float = 1.0
    patience: float = 20.0
    first: float = 60.0
    longest: float = DAY
    agent: str = AGENT
    unasked: tuple[str, ...] = ()
    limits: Limits = Limits()


class NotGot(Struct, frozen=True):
    """Why something was not got. ``again``: it may be another time, not before ``until`` (seconds since 1970) where the
    host said so. ``asked``: false where the address may not be reached at all."""

    why: str
    again: bool
    until: float | None = None
    asked: bool = True


class HostState(Struct):
    """A host: not before ``due`` (seconds since 1970); ``failures`` in a row."""

    due: float = 0.0
    failures: int = 0


class _Host:
    def __init__(self, state: HostState) -> None:
        self.lock = threading.Lock()
        self.state = state
        self.next = 0.0
        self.robots: Robots | None = None
        self.asked = 0.0


class Polite:
    """Fetches for one watch. ``states``: what is known of hosts, by name and port."""

    def __init__(self, manners: Manners, clock: Clock, states: Mapping[str, HostState] | None = None) -> None:
        self._manners = manners
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts = {name: _Host(state) for name, state in (states or {}).items()}

    def states(self) -> dict[str, HostState]:
        """What is known of hosts now."""
        with self._lock:
            return {name: HostState(host.state.due, host.state.failures) for name, host in self._hosts.items()}

    def get(self, url: str, allow: Collection[str], headers: Collection[tuple[str, str]] = ()) -> Answer | NotGot:
        """An answer of status 200 or 304, wherever redirects lead, or why there is none. ``allow``: hosts that may be
        reached although their address is not public."""
        asked = url
        for _ in range(self._manners.limits.redirects + 1):
            answer = self._one(asked, allow, headers)
            if isinstance(answer, NotGot):
                return answer
            if answer.leads_to is None:
                return _judged(answer)
            asked = answer.leads_to
        return NotGot(f"redirects more than {self._manners.limits.redirects} times: give the address it ends at", False)

    def _one(self, url: str, allow: Collection[str], headers: Collection[tuple[str, str]]) -> Answer | NotGot:
        name = host_of(url)
        with self._lock:
            host = self._hosts.setdefault(name, _Host(HostState()))
        with host.lock:
            busy = ""
            for _ in range(_TRIES):
                wait = self._left(host)
                if wait > self._manners.patience:
                    return NotGot(busy or f"host {name} is left alone for now", True, host.state.due)
                refused = self._refused(host, url, allow)
                if refused is not None:
                    return refused
                self._pause(host)
                answer = self._ask(host, url, allow, headers)
                if isinstance(answer, NotGot) or answer.status not in _BUSY:
                    return answer
                busy = _said(answer)
            return NotGot(busy, True, host.state.due)

    def _ask(
        self, host: _Host, url: str, allow: Collection[str], headers: Collection[tuple[str, str]]
    ) -> Answer | NotGot:
        """One request; what its outcome says of the host is kept."""
        manners, now = self._manners, self._clock.now
        try:
            answer = ask(url, allow, manners.limits, (("User-Agent", manners.agent), *headers))
        except RefusedError as error:
            return NotGot(str(error), again=False, asked=False)
        except FetchError as error:
            host.state.failures += 1
            if host.state.failures >= _STALLS:
                host.state.due = now() + backoff(host.state.failures - _STALLS + 1, manners)
            return NotGot(str(error), again=isinstance(error, UnreachableError))
        finally:
            host.next = now() + (min(host.robots.delay or 0.0, _LONGEST_DELAY) if host.robots else 0.0)
            host.next = max(host.next, now() + manners.delay)
        if answer.status in _BUSY:
            host.state.failures += 1
            wait = retry_after(answer.header("Retry-After"), now())
            host.state.due = now() + (backoff(host.state.failures, manners) if wait is None else min(wait, 7 * DAY))
        else:
            host.state.failures, host.state.due = 0, 0.0
        return answer

    def _pause(self, host: _Host) -> None:
        wait = self._left(host)
        if wait > 0:
            self._clock.sleep(wait)

    def _left(self, host: _Host) -> float:
        """Seconds until a host may be asked again, whatever became of the clock meanwhile."""
        now = self._clock.now()
        return max(left(host.state.due, now), left(host.next, now, max(self._manners.delay, _LONGEST_DELAY)))

    def _refused(self, host: _Host, url: str, allow: Collection[str]) -> NotGot | None:
        """Why robots.txt keeps us from ``url``, if it does."""
        parts = urlsplit(url)
        if (parts.hostname or "") in self._manners.unasked:
            return None
        if host.robots is None or not 0 <= self._clock.now() - host.asked <= DAY:
            problem = self._read_robots(host, f"{parts.scheme}://{parts.netloc}/robots.txt", allow)
            if problem is not None:
                return problem
        assert host.robots is not None
        if host.robots.allows(url):
            return None
        return NotGot("robots.txt of its host does not let dateline fetch it: ask the outlet, or save the page", False)

    def _read_robots(self, host: _Host, url: str, allow: Collection[str]) -> NotGot | None:
        """Reads a host's robots.txt: without one everything may be fetched, with one that cannot be had now nothing."""
        for _ in range(self._manners.limits.redirects + 1):
            self._pause(host)
            answer = self._ask(host, url, allow, ())
            if isinstance(answer, NotGot):
                return answer
            if answer.status >= 500 or answer.status == 429:
                return NotGot(f"its host's robots.txt {_said(answer)}", True, host.state.due or None)
            if answer.leads_to is not None:
                url = answer.leads_to
                continue
            try:
                found = answer.unpacked(_LARGEST_ROBOTS) if answer.status == 200 else b""
            except FetchError as error:
                return NotGot(f"its host's robots.txt {error}", False)
            host.robots = robots.parse(found, self._manners.agent.split("/")[0])
            host.asked = self._clock.now()
            return None
        return NotGot("its host's robots.txt redirects again and again", False)


def host_of(url: str) -> str:
    """Host and port of an address, as hosts are told apart."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return ""
    return f"{(parts.hostname or '').lower().rstrip('.')}:{port}"[:300]


def backoff(failures: int, manners: Manners) -> float:
    """Seconds to leave alone what failed so many times in a row."""
    return float(min(manners.longest, manners.first * 2.0 ** min(max(failures, 1) - 1, 30)))


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks for: a number, or a date."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None


def _judged(answer: Answer) -> Answer | NotGot:
    if answer.status in (200, 304):
        return answer
    return NotGot(_said(answer), answer.status in _PASSING or answer.status >= 500)


def _said(answer: Answer) -> str:
    return f"answered {answer.status} {answer.reason}".rstrip()
