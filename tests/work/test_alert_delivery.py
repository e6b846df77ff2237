"""Messages of alerts go out in order, at least once, signed, to those who may be reached, and again where it failed."""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import hmac
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package
from feed_server import FakeClock, Site, running
from mail_server import mailbox

from dateline.collect.clock import moment
from dateline.exchange.cap import check
from dateline.exchange.cap_message import NAMESPACE
from dateline.library import alerts as kept
from dateline.library.library import Library
from dateline.work.alerting.notice import Notice, Numbers, Said
from dateline.work.alerting.rules import read_rules
from dateline.work.alerts import Sender, Sent, atom, retry

CAP = f"{{{NAMESPACE}}}"
SAID = Said("r" * 32, "a" * 64, 0, 20, "Shells fell & <b>nine</b> died.", "a doctor (Amber Wire)", "Amber Wire",
            "2016-03-08", "Night of shells", "https://wire.example/1")  # fmt: skip
NOTICE = Notice(
    "north", "event", "e" * 16, "Nine killed\nin Tal Aran", "According to a doctor, nine died.", "Tal Aran", 36.1, 37.3,
    5.0, "SY", "2016-03-07", "2016-03-07", "day", "ASSAULT", "heavy-weapons", counts={"killed": Numbers(9, 9, 9)},
    concerns=("harm",), credibility=3, quotes=(SAID,),
)  # fmt: skip


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(time.time())


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


@pytest.fixture
def library(library_in_file: Library) -> Library:
    return library_in_file


def put(library: Library, clock: FakeClock, version: int, kind: str, channels: tuple[str, ...], name: str = "1") -> str:
    """Puts a message of an alert on its way."""
    state = "cancelled" if kind == "cancel" else "active"
    at = moment(clock.now())
    notice = msgspec.structs.replace(NOTICE, reason="judged away") if kind == "cancel" else NOTICE
    alert = kept.Alert(name * 16, "north", "event", "e" * 16, state, version, "d", at, at)
    with library.writing() as writer:
        kept.put_alert(writer.connection, alert, [SAID.report])
        body = msgspec.json.encode(notice).decode()
        kept.put_message(writer.connection, kept.AlertMessage(alert.id, version, kind, at, body), channels, at)
    return alert.id


def sender(library: Library, clock: FakeClock, tmp_path: Path, deliver: str, allow: str = "127.0.0.1") -> Sender:
    path = tmp_path / "rules.yaml"
    path.write_text(
        f"sender: desk@office.example\nallow: [{allow}]\ndeliver:\n  {deliver}\n"
        "rules: [{name: north, type: ASSAULT}]\n"
    )
    return Sender(library, read_rules(path), clock)


def run(one: Sender) -> tuple[list[Sent], float | None]:
    found: list[Sent] = []
    due = one.run(found.append)
    return found, due


def test_a_webhook_that_fails_twice_gets_the_same_key_each_time(
    site: Site, library: Library, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", "whsec_" + base64.b64encode(b"k" * 24).decode())
    way = sender(library, clock, tmp_path, f"hook: {{webhook: '{site.url}/in', secret: $HOOK}}")
    put(library, clock, 1, "alert", ("hook",))
    put(library, clock, 2, "cancel", ("hook",))
    site.answers = [503, 500]
    for pause in (60.0, 120.0):
        found, due = run(way)
        assert [one.state for one in found] == ["waiting"]  # the cancellation waits behind the alert
        assert due == pytest.approx(clock.now() + pause)
        assert run(way)[0] == []
        clock.move(pause + 1)
    found, due = run(way)
    assert ([(one.kind, one.state) for one in found], due) == ([("alert", "sent"), ("cancel", "sent")], None)
    assert run(way)[0] == []
    keys = [headers["webhook-id"] for _, headers, _ in site.posted]
    assert keys == [keys[0]] * 3 + [keys[3]]
    assert keys[3] != keys[0]
    for _, headers, body in site.posted:
        assert headers["Idempotency-Key"] == headers["webhook-id"] == json.loads(body)["id"]
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        wanted = base64.b64encode(hmac.new(b"k" * 24, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{wanted}"
    told = json.loads(site.posted[-1][2])
    assert (told["type"], told["data"]["reason"], told["data"]["version"]) == ("alert.cancel", "judged away", 2)


def test_a_webhook_that_refuses_for_good_is_said_and_sent_again_when_asked(
    site: Site, library: Library, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = sender(library, clock, tmp_path, f"hook: {{webhook: '{site.url}/in', secret: ./key}}")
    put(library, clock, 1, "alert", ("hook",))
    (found,), _ = run(way)
    assert (found.state, found.why) == (
        "waiting",
        "deliver 'hook': the file ./key, which should hold the secret, cannot be read",
    )
    (tmp_path / "key").write_text("letters\n")
    clock.move(100)
    site.answers = [403]
    (found,), due = run(way)
    assert (found.state, found.why, due) == ("failed", "deliver 'hook': answered 403 Forbidden", None)
    put(library, clock, 1, "alert", ("hook",), "2")
    assert [one.state for one in run(way)[0]] == ["sent"]  # what is refused holds up nothing
    assert retry(library, clock) == 1
    assert [one.state for one in run(way)[0]] == ["sent"]
    site.answers = [302]
    put(library, clock, 1, "alert", ("hook",), "3")
    assert "redirects are not followed" in str(run(way)[0][0].why)


def test_no_delivery_goes_to_an_address_that_is_not_public(
    site: Site, library: Library, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", "k")
    ways = f"hook: {{webhook: '{site.url}/in', secret: $HOOK}}\n  post: {{mail: 127.0.0.1, from: a@b.c, to: d@e.f}}"
    way = sender(library, clock, tmp_path, ways, allow="")
    put(library, clock, 1, "alert", ("hook", "post"))
    found, _ = run(way)
    assert [one.state for one in found] == ["failed", "failed"]
    assert all("127.0.0.1, not a public address" in str(one.why) for one in found)
    assert site.posted == []


def test_a_webhook_may_be_sent_cap(
    site: Site, library: Library, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", "k")
    way = sender(library, clock, tmp_path, f"hook: {{webhook: '{site.url}/in', secret: $HOOK, body: cap}}")
    put(library, clock, 1, "alert", ("hook",))
    assert [one.state for one in run(way)[0]] == ["sent"]
    ((_, headers, body),) = site.posted
    assert headers["Content-Type"] == "application/cap+xml"
    assert check(body) == []


def test_letters_of_one_alert_are_one_conversation(library: Library, clock: FakeClock, tmp_path: Path) -> None:
    with mailbox() as box:
        to = f"post: {{mail: 127.0.0.1, port: {box.port}, security: none, from: a@office.example, to: [b@x.example]}}"
        way = sender(library, clock, tmp_path, to)
        put(library, clock, 1, "alert", ("post",))
        put(library, clock, 2, "cancel", ("post",))
        box.answers = ["451 later"]
        found, _ = run(way)
        assert [(one.state, one.why) for one in found] == [
            ("waiting", "deliver 'post': 127.0.0.1 refused b@x.example"),
        ]
        clock.move(100)
        assert [one.state for one in run(way)[0]] == ["sent", "sent"]
        first, second = (email.message_from_bytes(one, policy=email.policy.default) for one in box.letters)
        assert first["Subject"] == "Nine killed in Tal Aran"
        assert second["Subject"] == "Cancelled: Nine killed in Tal Aran"
        assert first["References"] == second["References"]
        assert first["Message-ID"] != second["Message-ID"]
        assert "“Shells fell & <b>nine</b> died.”" in first.get_content()
        assert "This alert is withdrawn: judged away." in second.get_content()
        put(library, clock, 1, "alert", ("post",), "2")
        box.answers = ["550 nobody"]
        assert [one.state for one in run(way)[0]] == ["failed"]
        secure = sender(library, clock, tmp_path, to.replace("none", "starttls"))
        put(library, clock, 1, "alert", ("post",), "3")
        assert "offers no STARTTLS" in str(run(secure)[0][0].why)


def test_cap_messages_name_what_they_replace(library: Library, clock: FakeClock, tmp_path: Path) -> None:
    way = sender(library, clock, tmp_path, "cap: {cap: out/cap}")
    for version, kind in enumerate(("alert", "update", "cancel", "alert"), 1):
        put(library, clock, version, kind, ("cap",))
        clock.move(60)
    assert [one.state for one in run(way)[0]] == ["sent"] * 4
    files = sorted((tmp_path / "out" / "cap").iterdir())
    assert [problem for file in files for problem in check(file.read_bytes())] == []
    roots = [ElementTree.parse(file).getroot() for file in files]
    of = [
        [root.findtext(f"{CAP}{name}") for name in ("msgType", "status", "identifier", "references")] for root in roots
    ]
    assert [row[:2] for row in of] == [[kind, "Draft"] for kind in ("Alert", "Update", "Cancel", "Alert")]
    sent = [root.findtext(f"{CAP}sent") for root in roots]
    assert all(str(one).endswith("+00:00") for one in sent)
    named = [f"desk@office.example,{row[2]},{at}" for row, at in zip(of, sent, strict=True)]
    assert [row[3] for row in of] == [None, named[0], " ".join(named[:2]), None]
    info = roots[0].find(f"{CAP}info")
    assert info is not None
    values = {name: info.findtext(f"{CAP}{name}") for name in ("urgency", "severity", "certainty", "onset")}
    assert values == {
        "urgency": "Past", "severity": "Moderate", "certainty": "Possible", "onset": "2016-03-07T00:00:00+00:00"
    }  # fmt: skip
    assert info.findtext(f"{CAP}area/{CAP}circle") == "36.10000,37.30000 5"


def test_the_feed_has_an_entry_an_alert_as_it_is_now(library: Library, clock: FakeClock, tmp_path: Path) -> None:
    way = sender(library, clock, tmp_path, "desk: {atom: alerts.atom, title: Desk}")
    put(library, clock, 1, "alert", ("desk",))
    put(library, clock, 1, "alert", ("desk",), "2")
    clock.move(60)
    put(library, clock, 2, "cancel", ("desk",))
    assert [one.state for one in run(way)[0]] == ["sent"] * 3
    written = (tmp_path / "alerts.atom").read_bytes()
    assert written == atom(library, "Desk")
    feed = feedparser.parse(written)
    assert (feed.bozo, feed.feed.title) == (False, "Desk")
    assert [entry.title for entry in feed.entries] == ["Cancelled: Nine killed in Tal Aran", "Nine killed in Tal Aran"]
    assert "<b>" not in feed.entries[1].content[0].value
    # What quoted an erased report is withdrawn.
    with library.writing() as writer:
        kept.erase(writer.connection, ["2" * 16], [SAID.report])
    assert b"Withdrawn" in atom(library)


def test_what_a_rules_file_names_no_more_is_said(library: Library, clock: FakeClock, tmp_path: Path) -> None:
    put(library, clock, 1, "alert", ("gone",))
    (found,), due = run(sender(library, clock, tmp_path, "desk: {atom: a.atom}"))
    assert (found.why, due) == ("deliver 'gone' is not in the rules file any more; 1 messages wait for it", None)
