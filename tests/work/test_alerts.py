"""Alerts follow what is known: raised, updated, cancelled with the events that they tell of."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package
from feed_server import running
from watching import quick

from dateline.errors import UsageError
from dateline.library import alerts as kept
from dateline.library.library import Library
from dateline.work.add import add_paths
from dateline.work.alerting import refresh
from dateline.work.alerting.rules import Rules, read_rules
from dateline.work.alerts import Sender, Sent, alerts, messages, test, use
from dateline.work.events import events_known
from dateline.work.filters import Asked
from dateline.work.judge import same, take_back
from dateline.work.judge_claims import reject
from dateline.work.judging import judging
from dateline.work.keep import check, history, rebuild
from dateline.work.reader import Reader, load_reader
from dateline.work.remove import remove
from dateline.work.watch import watch

test.__test__ = False  # type: ignore[attr-defined]
RULES = """
deliver:
  desk: {atom: alerts.atom}
rules:
  - {name: killed, counts: {killed: 5}}
  - {name: Raqqa, place: Raqqa, within: 40, type: ASSAULT}
"""


@cache
def loaded() -> Reader:
    return load_reader()


@pytest.fixture
def library(library_in_file: Library) -> Library:
    return library_in_file


def rules(tmp_path: Path, text: str = RULES) -> Rules:
    path = tmp_path / "rules.yaml"
    path.write_text(text)
    return read_rules(path)


def add(library: Library, tmp_path: Path, *reports: tuple[str, str, str]) -> list[str]:
    """Adds reports of (outlet, day, text); gives their ids."""
    path = tmp_path / "in.jsonl"
    lines = [{"publisher": outlet, "published": day, "text": text} for outlet, day, text in reports]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return [one.report or "" for one in add_paths([str(path)], library, jobs=1, load=lambda: loaded())]


def told(library: Library, rule: str) -> list[Any]:
    """All alerts of a rule, by place."""
    return sorted(alerts(library, "all", rule), key=lambda one: (one.place or "~", one.id))


def kinds(library: Library, alert: str) -> list[str]:
    return [one.kind for one in messages(library, alert)]


NINE = (
    "Amber Wire",
    "2016-03-08",
    "Warplanes bombed the market of Raqqa on Monday and killed nine people, a doctor said.",
)
TWELVE = (
    "Birch News",
    "2016-03-09",
    "Warplanes bombed the market of Raqqa on Monday and killed 12 people, the mayor said.",
)
OTHER = ("Cedar Post", "2016-03-10", "Gunmen shot dead seven soldiers in Tikrit on Wednesday, the police said.")


def test_one_alert_an_event_whatever_the_number_of_reports(library: Library, tmp_path: Path) -> None:
    use(library, rules(tmp_path))
    add(library, tmp_path, NINE)
    (first,) = told(library, "killed")
    assert first.headline.startswith(("Explosive weapons", "Civilians killed", "Warplanes"))
    assert (first.state, first.version, first.waiting, first.place) == ("active", 1, 1, "Raqqa")
    assert [one.rule for one in alerts(library)] in (["Raqqa", "killed"], ["killed", "Raqqa"])
    add(library, tmp_path, TWELVE, OTHER)
    raqqa, tikrit = told(library, "killed")
    assert (raqqa.id, raqqa.version, tikrit.version) == (first.id, 2, 1)
    one, two = messages(library, first.id)
    assert (one.kind, two.kind) == ("alert", "update")
    assert one.notice is not None
    assert two.notice is not None
    assert one.notice.counts["killed"].best == 9
    assert any(change.startswith("killed: 9 → ") for change in two.notice.changes)
    assert (two.notice.reports, two.notice.outlets) == (2, 2)
    assert {quote.outlet for quote in two.notice.quotes} == {"Amber Wire", "Birch News"}
    assert [entry.kind for entry in history(library) if entry.kind.startswith("alert-")].count("alert-alert") == 3
    # The same said once more changes nothing.
    add(library, tmp_path, ("Dune Daily", *TWELVE[1:]))
    assert [one.version for one in told(library, "killed")][1:] == [1]
    assert check(library).ok
    before = alerts(library, "all")
    rebuild(library)
    assert alerts(library, "all") == before


def test_what_is_removed_is_cancelled_and_told_nowhere_any_more(library: Library, tmp_path: Path) -> None:
    use(library, rules(tmp_path))
    nine, twelve, _ = add(library, tmp_path, NINE, TWELVE, OTHER)
    alert = told(library, "killed")[0].id
    remove(library, twelve, "asked to")
    found = messages(library, alert)
    assert [one.notice is None for one in found[:-1]] == [True] * (len(found) - 1)
    assert found[-1].notice is not None
    assert found[-1].notice.changes == ("a report that it quoted was removed",)
    assert "mayor" not in str(found)
    with library.reading() as connection:
        assert all(one.state == "dropped" for one in kept.deliveries_of(connection, alert)[:-1])
    remove(library, nine, "asked to")
    assert [one.state for one in told(library, "killed") if one.id == alert] == ["cancelled"]
    last = messages(library, alert)[-1]
    assert (last.kind, last.notice and last.notice.reason) == ("cancel", "a report that it quoted was removed")
    assert "doctor" not in str(messages(library, alert))
    assert "Raqqa" not in str(messages(library, alert))
    assert [one.place for one in alerts(library)] == ["Tikrit"]


def test_what_is_judged_away_is_cancelled_and_raised_again(library: Library, tmp_path: Path) -> None:
    use(library, rules(tmp_path))
    add(library, tmp_path, OTHER)
    (alert,) = told(library, "killed")
    (event,) = [one.event for one in events_known(library, Asked(types=("ASSAULT",)))]
    anchor = event.claims[0]
    with judging(library, "ana") as session:
        reject(session, [f"{anchor.report}:{anchor.start}-{anchor.end}"])
    assert told(library, "killed")[0].state == "cancelled"
    last = messages(library, alert.id)[-1].notice
    assert last is not None
    assert last.reason == "no report that is still there tells of it"
    with judging(library, "ana") as session:
        take_back(session, [_last(library)])
    assert (told(library, "killed")[0].state, kinds(library, alert.id)) == ("active", ["alert", "cancel", "alert"])


def _last(library: Library) -> str:
    return next(entry.subject for entry in reversed(list(history(library))) if entry.kind == "judgement-added")


BOMB = ("Elm Gazette", "2016-03-11", "Six policemen were killed by a bomb in Baiji on Thursday.")


@pytest.mark.parametrize("order", [1, -1])
def test_events_that_are_merged_and_split_again_have_their_alerts_follow(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: int
) -> None:
    """Whichever was first told of: the event of both is found by the smaller of their ids."""
    moments = (f"2016-03-12T00:00:{second:02}Z" for second in range(60))
    monkeypatch.setattr(refresh, "now", lambda: next(moments))
    use(library, rules(tmp_path))
    for report in (OTHER, BOMB)[::order]:
        add(library, tmp_path, report)
    one, two = alerts(library, "all", "killed")  # the older one first
    with judging(library, "ana") as session:
        same(session, [one.subject, two.subject])
    assert [(a.id, a.state) for a in alerts(library, "all")] == [(one.id, "active"), (two.id, "cancelled")]
    gone = messages(library, two.id)[-1].notice
    assert gone is not None
    assert (gone.reason, gone.same_as) == ("it is the same event as another alert tells of", one.id)
    with judging(library, "ana") as session:
        take_back(session, [_last(library)])
    assert {a.subject for a in alerts(library, "active", "killed")} == {one.subject, two.subject}


def test_a_change_of_control_is_told_once_and_withdrawn(library: Library, tmp_path: Path) -> None:
    text = "deliver: {}\nrules:\n  - {name: hands, place: Manbij, within: 30, change_of_control: true}\n"
    use(library, rules(tmp_path, text))
    took = "The Syrian Democratic Forces captured Manbij from the Islamic State on Friday, {}."
    reports = [
        ("Amber Wire", "2016-08-13", took.format("a spokesman said")),
        ("Birch News", "2016-08-14", took.format("residents said")),
        ("Cedar Post", "2016-08-14", took.format("the town council said")),
    ]
    ids = add(library, tmp_path, *reports)
    (alert,) = alerts(library)
    notice = messages(library, alert.id)[-1].notice
    assert notice is not None
    assert (notice.kind, notice.place, notice.type) == ("control", "Manbij", "CONTROL")
    assert notice.holder is not None
    assert "Democratic Forces" in notice.holder
    assert notice.earliest == "2016-08-12"
    assert notice.confidence is not None
    assert notice.confidence > 0.6
    assert {quote.report for quote in notice.quotes} <= set(ids)
    for report in ids:
        remove(library, report, "a test")
    assert [one.state for one in alerts(library, "all")] == ["cancelled"]


def test_a_rule_tells_of_what_came_since_unless_it_asks_for_the_past(library: Library, tmp_path: Path) -> None:
    add(library, tmp_path, NINE)
    use(library, rules(tmp_path))
    assert alerts(library) == []
    assert {one.rule for one in test(library, rules(tmp_path))} == {"killed", "Raqqa"}
    use(library, rules(tmp_path, RULES.replace("killed: 5}", "killed: 5}, past: true")))
    assert [one.rule for one in alerts(library)] == ["killed"]
    # The rule is made stricter: what fits no more is withdrawn; it is taken out: what was told stays told.
    use(library, rules(tmp_path, RULES.replace("killed: 5}", "killed: 10}, past: true")))
    assert [(one.rule, one.state) for one in alerts(library, "all")] == [("killed", "cancelled")]
    use(library, rules(tmp_path, RULES.replace("killed: 5}", "killed: 5}, past: true")))
    use(library, rules(tmp_path, RULES.replace("name: killed", "name: another")))
    assert [(one.rule, one.state) for one in alerts(library, "all", "killed")] == [("killed", "ended")]


def test_what_a_report_recalls_is_no_news(library: Library, tmp_path: Path) -> None:
    use(library, rules(tmp_path))
    old = "The town was quiet on Monday. On 4 May 2014 gunmen shot dead nine soldiers in Tikrit, the police said."
    add(library, tmp_path, ("Amber Wire", "2016-03-08", old))
    assert alerts(library) == []
    use(library, rules(tmp_path, RULES.replace("killed: 5}", "killed: 5}, recent: 1000, past: true")))
    assert [one.rule for one in alerts(library)] == ["killed"]


def test_a_watch_commits_reports_and_messages_together_and_delivers_them(library: Library, tmp_path: Path) -> None:
    with running() as site:
        ones = [
            site.page(f"/{n}", f"Bombs on Raqqa, {outlet}", text, 8 + n)
            for n, (outlet, _, text) in enumerate((NINE, TWELVE))
        ]
        feed = site.feed("/feed.rss", [(ones[0], "one")])
        set_ = rules(tmp_path)
        use(library, set_)
        way = Sender(library, set_)
        sent: list[Sent] = []

        def look() -> list[str]:
            return [
                one.status
                for one in watch(library, [feed], quick(), load=lambda: loaded(), after=lambda: way.run(sent.append))
            ]

        assert look() == ["listed", "added"]
        assert [(one.kind, one.state) for one in sent] == [("alert", "sent")] * 2
        site.feed("/feed.rss", [(ones[0], "one"), (ones[1], "two")])
        site.page("/0", "Bombs on Raqqa, Amber Wire", NINE[2], 8)
        assert look() == ["listed", "added"]
        assert ("update", "sent") in [(one.kind, one.state) for one in sent[2:]]
        written = (tmp_path / "alerts.atom").read_text()
        assert written.count("<entry>") == 2
        assert "Changed: " in written
        entries = [entry for entry in history(library) if entry.kind in ("report-added", "alert-alert", "alert-update")]
        assert [entry.kind for entry in entries][:3] == ["report-added", "alert-alert", "alert-alert"]


def _mistake(tmp_path: Path, text: str, name: str = "rules.yaml") -> str:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        read_rules(path)
    assert "\n" not in str(error.value)
    return str(error.value).removeprefix(f"{path}: ")


RULE = "rules:\n  - name: a\n    "


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds no rules: begin with a line 'rules:'"),
        ("rules: [", "is no YAML, line 1:"),
        ("rules: []", "holds no rules: write 'rules:'"),
        ("rules:\n  - place: Raqqa", "rule 1 has no name: add 'name: …'"),
        ("rules:\n  - name: a", "rule 'a' asks for nothing: give a place, actor, type"),
        (RULE + "plase: Raqqa", "rule 'a' has no setting 'plase': did you mean 'place'?"),
        (RULE + "type: WAR", "rule 'a': type 'WAR' is none; give of AGREE, CONSULT"),
        (
            RULE + "type: ASSAULT\n    mode: airstrike",
            "rule 'a': mode 'airstrike' is none; give of abduct, aerial, beat",
        ),
        (RULE + "type: AID\n    mode: aerial", "rule 'a': mode 'aerial' is none; there are none of these types"),
        (RULE + "concern: [warnings]", "rule 'a': concern 'warnings' is none; give of warning,"),
        (RULE + "place: Raqqa\n    within: far", "rule 'a': 'within': expected `float | null`, got `str`"),
        (RULE + "within: 5\n    type: ASSAULT", "rule 'a': 'within' says how far from a place"),
        (RULE + "counts: {dead: 3}", "rule 'a': 'counts' has no 'dead'; there are killed,"),
        (RULE + "counts: {killed: 0}", "rule 'a': 'counts: killed: 0' asks for nothing"),
        (RULE + "credibility: 7", "rule 'a': 'credibility: 7' is no grade"),
        (RULE + "change_of_control: true\n    type: ASSAULT", "rule 'a': 'change_of_control' goes with place, actor"),
        (RULE + "type: AID\n    deliver: desk", "rule 'a': nothing below 'deliver' is named 'desk'; there are: none"),
        (RULE + "type: AID\n  - name: a\n    type: AID", "two rules are named 'a'"),
        (RULE + "type: AID\nwhat: 1", "the file has no setting 'what': there are allow, deliver, rules, sender"),
        (RULE + "type: AID\ndeliver: {x: {}}", "deliver 'x': give one of atom, webhook, mail, cap, and one only"),
        (RULE + "type: AID\ndeliver: {x: {atom: a, to: b}}", "deliver 'x' has no setting 'to'"),
        (RULE + "type: AID\ndeliver: {x: {webhook: 'https://x'}}", "deliver 'x': give 'secret: $NAME'"),
        (RULE + "type: AID\ndeliver: {x: {webhook: 'https://x', secret: abc}}", "deliver 'x': never write a secret"),
        (RULE + "type: AID\ndeliver: {x: {mail: x}}", "deliver 'x': give 'from: ADDRESS' and 'to: [ADDRESS, …]'"),
        (RULE + "type: AID\ndeliver: {x: {cap: x}}", "CAP messages need a sender"),
        (RULE + "type: &x AID\n    mode: *x", "refers to another part of itself"),
    ],
)
def test_a_mistake_in_the_rules_is_told_with_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    assert _mistake(tmp_path, text).startswith(says), _mistake(tmp_path, text)


def test_a_name_that_stands_for_nothing_is_told_with_its_rule(library: Library, tmp_path: Path) -> None:
    for setting, says in (("place: Xqzzk", "rule 'a': place Xqzzk"), ("actor: Xqzzk", "rule 'a': actor Xqzzk")):
        with pytest.raises(UsageError, match=says):
            use(library, rules(tmp_path, RULE + setting))


def test_toml_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[deliver.desk]\natom = "a.atom"\n[[rules]]\nname = "a"\ntype = "ASSAULT"\ncounts = {killed = 3}\n')
    assert read_rules(path) == rules(
        tmp_path, "deliver: {desk: {atom: a.atom}}\nrules: [{name: a, type: assault, counts: {killed: 3}}]"
    )
    assert _mistake(tmp_path, "rules = ", "x.toml").startswith("is no TOML:")
