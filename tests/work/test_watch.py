"""Watching feeds on a server that behaves as servers do: each new item once, whatever happens on the way."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from msgspec.structs import replace
from sqlalchemy import func, select

sys.path.insert(0, str(Path(__file__).parent))  # tests is no package
from feed_server import FakeClock, Handler, Site, running, wait_until
from watching import NOW, bare, of, once, plain, quick

from dateline.collect.warc import read_warc
from dateline.library import queries, watching
from dateline.library.library import Library, open_library
from dateline.library.tables import reports
from dateline.library.verify import verify
from dateline.library.watch_tables import captures
from dateline.work.remove import remove
from dateline.work.watch import watch

TEXT = "Fighters of the northern brigade shelled the village of Tal Aran in the night and killed {} people there."


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here need survive a power cut: waiting for the disk took half of the time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


@pytest.fixture
def library(library_in_file: Library) -> Library:
    return library_in_file


def number(library: Library) -> int:
    with library.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(reports)) or 0)


def articles(site: Site, count: int, begin: int = 0) -> list[tuple[str, str]]:
    return [
        (site.page(f"/news/{n}", f"Night of shelling, report {n}", TEXT.format(n), n % 28 + 1), f"Report {n}")
        for n in range(begin, begin + count)
    ]


def test_two_hundred_items_and_every_trouble_on_the_way(site: Site, library: Library) -> None:
    items = articles(site, 200)
    site.redirect("/old/7", "/news/7")
    items[7] = (f"{site.url}/old/7", "Report 7")
    served = site.routes["/news/21"]
    site.busy("/news/20", 2, site.routes["/news/20"])
    site.busy("/news/21", 99, served, "3600")
    site.stall("/news/30")
    site.bomb("/news/40")
    site.redirect("/news/50", "http://10.0.0.7/secret")
    site.redirect("/news/51", "file:///etc/passwd")
    site.redirect("/news/52", "/news/52")
    feed = site.feed("/feed.rss", items)
    broken = f"{site.url}/bomb.rss"
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    site.body(
        "/bomb.rss",
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{lol}]><rss version="2.0"><channel>'
        "<title>&l11;</title></channel></rss>".encode(),
        "application/rss+xml",
    )
    clock = FakeClock()

    # The host asks for an hour at item 21: what comes behind it waits, and nothing is asked of it meanwhile.
    found = once(library, [broken, feed], quick(0.6), clock)
    assert [one.why for one in found if one.input == broken] == [
        "declares entities of its own, which no feed needs and an attack does: refused"
    ]
    assert len(of(found, "added")) == 21
    assert clock.slept.count(7.0) == 2
    assert {one.until for one in found if one.status == "put off"} == {"2016-04-07T04:33:34Z"}
    asked = sum(site.asked.values())
    assert of(once(library, feed, quick(0.6), clock), "added") == []
    assert sum(site.asked.values()) == asked, "a host that asked to be left alone was asked"

    site.routes["/news/21"] = served
    clock.move(3700)
    found = once(library, [broken, feed], quick(0.6), clock)
    why = {one.input.removeprefix(site.url): one.why or "" for one in found if one.status in ("failed", "put off")}
    assert why.pop("/bomb.rss")
    assert sorted(why) == ["/news/30", "/news/40", "/news/50", "/news/51", "/news/52"]
    assert "took longer than 0.6 seconds" in why["/news/30"]
    assert "larger than" in why["/news/40"] or "unpacks" in why["/news/40"]
    assert why["/news/50"].startswith("host 10.0.0.7 is at 10.0.0.7, not a public address")
    assert "would leave http and https" in why["/news/51"]
    assert "redirects more than" in why["/news/52"]
    assert number(library) == 195
    assert site.not_changed > 0
    assert site.agents == {"dateline"}

    # A page that stalled is asked for again later; one that was refused is not.
    site.page("/news/30", "Night of shelling, report 30", TEXT.format(30))
    clock.move(7200)
    assert of(once(library, feed, quick(0.6), clock), "added") == [f"{site.url}/news/30"]
    assert site.asked["/news/40"] == site.asked["/news/50"] == 1
    assert all(times == 1 for path, times in site.asked.items() if path.startswith("/news/1"))
    checked = verify(library)
    assert checked.ok, checked.problems[:3]
    assert checked.reports == 196


def test_a_watch_that_is_killed_and_one_that_ends_go_on_where_they_were(site: Site, tmp_path: Path) -> None:
    feed = site.feed("/feed.rss", articles(site, 40))
    location, evidence = str(tmp_path / "library.sqlite"), str(tmp_path / "evidence")
    program = str(Path(__file__).parent / "watch_process.py")
    told: list[str] = []
    for stop_at in (8, 25, None):
        process = subprocess.Popen(
            [sys.executable, program, location, evidence, feed], stdout=subprocess.PIPE, text=True, env={**os.environ}
        )
        assert process.stdout is not None
        for line in process.stdout:
            told.append(line.strip())
            if stop_at is not None and sum(one.startswith("added") for one in told) >= stop_at:
                process.send_signal(signal.SIGKILL)
                break
        process.stdout.close()
        process.wait()
        assert process.returncode == (0 if stop_at is None else -signal.SIGKILL)
    with open_library(location) as library:
        added = [line for line in told if line.startswith("added")]
        assert len(added) == len(set(added))
        # What was committed just before the kill may not have been told any more.
        assert 38 <= len(added) <= 40
        assert number(library) == 40
        with library.reading() as connection:
            assert watching.waiting(connection, [watching.feed_id(feed)], "9999", "9999") == []
        assert verify(library).ok
        assert of(once(library, feed), "added", "failed") == []


def test_a_feed_is_asked_again_with_what_its_server_said(site: Site, library: Library) -> None:
    feed = site.feed("/feed.rss", articles(site, 2))
    assert of(once(library, feed), "listed", "added") == [feed, f"{site.url}/news/0", f"{site.url}/news/1"]
    before = site.not_changed
    assert of(once(library, feed), "unchanged") == [feed]
    assert site.not_changed == before + 1
    site.feed("/feed.rss", articles(site, 3))
    assert of(once(library, feed), "added") == [f"{site.url}/news/2"]
    assert site.asked["/news/0"] == 1
    assert site.asked["/robots.txt"] == 3  # once a watch


def test_a_text_that_changes_at_its_source_is_a_new_report_beside_the_old_one(site: Site, library: Library) -> None:
    page = site.page("/news/0", "Shelling at Tal Aran", TEXT.format(4))
    feed = site.feed("/feed.rss", [(page, "Shelling at Tal Aran")])
    first = once(library, feed)[-1]
    site.page("/news/0", "Shelling at Tal Aran", TEXT.format(9))
    site.feed("/feed.rss", [(page, "Shelling at Tal Aran (updated)")])
    second = once(library, feed)[-1]
    assert (second.status, second.note) == ("revised", f"a newer text of report {(first.report or '')[:8]}")
    # The feed says something else, the page does not: nothing is added.
    site.feed("/feed.rss", [(page, "Shelling at Tal Aran (updated again)")])
    assert once(library, feed)[-1].status == "already there"
    with library.reading() as connection:
        assert watching.earlier_text(connection, second.report or "") == first.report
        texts = [one.report.text for one in queries.stored_reports(connection)]
    assert [TEXT.format(n) in text for n, text in zip((4, 9), texts, strict=True)] == [True, True]


def test_a_report_leads_to_the_archive_record_of_its_page(site: Site, library: Library, tmp_path: Path) -> None:
    feed = site.feed("/feed.rss", articles(site, 1))
    clock = FakeClock()
    report = once(library, feed, clock=clock)[-1].report or ""
    with library.reading() as connection:
        stored = next(iter(queries.stored_reports(connection)))
        (capture,) = watching.captures_of(connection, stored.report.sha256)
    assert (stored.origin.manner, stored.origin.kind, stored.origin.collected) == ("watched", "html", clock.today())
    assert stored.origin.address == f"{site.url}/news/0"
    assert (capture.address, capture.host, capture.at) == (f"{site.url}/news/0", "127.0.0.1", clock.today())
    file = tmp_path / "page.warc.gz"
    file.write_bytes(library.evidence.path(capture.record).read_bytes())
    with file.open("rb") as stream:
        (draft,) = read_warc("page", stream)
    assert draft.sha256 == stored.report.sha256  # type: ignore[union-attr]
    with file.open("rb") as stream:
        kinds = []
        for record in ArchiveIterator(stream, parse_http=False):
            kinds.append(record.headers["WARC-Type"])
            assert record.verify_block_digest()
    assert kinds == ["response", "request", "metadata"]
    assert verify(library).ok
    for change in (captures.update().values(payload="0" * 64), captures.delete()):
        with library.writing() as writer:
            writer.connection.execute(change.where(captures.c.record == capture.record))
        assert {problem.kind for problem in verify(library).problems} >= {"capture"}
    with library.writing() as writer:
        watching.put_capture(writer.connection, capture)
    assert verify(library).ok
    # With the report all of it goes.
    remove(library, report, "asked to by the source")
    assert list(library.evidence.stored()) == []
    with library.reading() as connection:
        assert watching.captures_of(connection, stored.report.sha256) == []
    assert verify(library).ok
    site.feed("/feed.rss", [(f"{site.url}/news/0", "Told again")])
    assert of(once(library, feed), "added", "revised", "failed") == []


def test_robots_txt_is_asked_and_obeyed(site: Site, library: Library) -> None:
    site.body("/robots.txt", b"User-agent: *\nDisallow: /*/1\nCrawl-delay: 3\n", "text/plain")
    feed = site.feed("/feed.rss", articles(site, 3))
    clock = FakeClock()
    found = once(library, feed, clock=clock)
    assert of(found, "added") == [f"{site.url}/news/0", f"{site.url}/news/2"]
    assert site.asked["/news/1"] == 0
    assert clock.slept == [3.0, 3.0]
    assert next(one.why for one in found if one.status == "failed").startswith("robots.txt of its host")
    # Without an answer to it nothing is fetched, and nothing is lost.
    site.routes["/robots.txt"] = lambda handler: handler.reply(500, b"")
    site.feed("/feed.rss", articles(site, 4))
    assert "robots.txt answered 500" in str(once(library, feed, clock=clock)[-1].why)
    site.body("/robots.txt", b"", "text/plain")
    clock.move(3600)
    assert of(once(library, feed, clock=clock), "added") == [f"{site.url}/news/3"]


def test_no_feed_from_outside_leads_into_the_house(site: Site, library: Library) -> None:
    """A feed may lead to a host that is not public only if it is itself on one that was allowed by name."""
    page = site.page("/news/0", "Shelling", TEXT.format(1)).replace("127.0.0.1", "localhost")
    feed = site.feed("/feed.rss", [(page, "Shelling")])
    settings = quick()
    (refused,) = once(library, feed, replace(settings, allow=()))
    assert str(refused.why).endswith("not a public address: save the page and give the file; or let it be reached with "
                                     "--allow 127.0.0.1")  # fmt: skip
    assert of(once(library, feed, replace(settings, allow=("localhost",))), "failed") == [feed]
    found = once(library, feed, replace(settings, allow=("127.0.0.1",)))  # at once: nobody need be left alone
    assert [one.why for one in found if one.status == "failed"] == [
        "host localhost is at 127.0.0.1, not a public address: save the page and give the file"
    ] or "host localhost is at ::1" in str(found[-1].why)


def test_what_the_feed_holds_stands_in_for_a_page_that_cannot_be_had(site: Site, library: Library) -> None:
    told = "<description>" + TEXT.format(3) + " " + TEXT.format(5) + "</description>"
    feed = site.feed("/feed.rss", [(f"{site.url}/gone", "Shelling in the north")], told)
    (_, found) = once(library, feed)
    assert (found.status, found.note) == ("added", "answered 404 Not Found; what its feed says of it was read instead")
    with library.reading() as connection:
        stored = next(iter(queries.stored_reports(connection)))
        (capture,) = watching.captures_of(connection, stored.report.sha256)
    assert (stored.report.publisher, stored.origin.kind, capture.manner) == ("Valley Wire", "feed", "feed")
    assert TEXT.format(5) in stored.report.text
    assert verify(library).ok


def test_one_connection_a_host_and_several_hosts_at_once(library: Library) -> None:
    with running() as one, running() as two:
        feeds = [one.feed("/feed.rss", articles(one, 15)), two.feed("/feed.rss", articles(two, 15, 100))]
        assert len(of(once(library, feeds), "added")) == 30
        assert (one.most_at_once, two.most_at_once) == (1, 1)


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(site: Site, library: Library) -> None:
    clock = FakeClock()
    feed = f"{site.url}/feed.rss"

    def asked_after(seconds: float) -> bool:
        clock.move(seconds)
        before = site.asked["/feed.rss"]
        once(library, feed, clock=clock)
        return site.asked["/feed.rss"] > before

    assert asked_after(0)
    assert not asked_after(50)
    assert asked_after(20)
    assert not asked_after(100)
    assert asked_after(30)
    site.feed("/feed.rss", [])
    assert asked_after(400)
    assert asked_after(1)


def test_a_folder_is_watched_as_a_feed_is(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format(1))
    (folder / "b.png").write_bytes(b"\x89PNG....")
    found = once(library, str(folder))
    assert (of(found, "added"), of(found, "failed")) == ([str(folder / "a.txt")], [str(folder / "b.png")])
    assert of(once(library, str(folder)), "added", "failed", "revised") == []
    (folder / "a.txt").write_text(TEXT.format(12))
    (folder / "c.jsonl").write_text("".join(json.dumps({"text": TEXT.format(n)}) + "\n" for n in (3, 4)))
    found = once(library, str(folder))
    assert of(found, "revised") == [str(folder / "a.txt")]
    assert len(of(found, "added")) == 2


def test_the_watch_goes_on_after_a_list_that_cannot_be_read(site: Site, library: Library, tmp_path: Path) -> None:
    names = tmp_path / "feeds.txt"
    names.write_text(f"# mine\n{site.feed('/feed.rss', articles(site, 1))}\n")
    clock = FakeClock()
    found = watch(library, [str(names)], quick(), 60.0, clock=clock, load=lambda: plain, made_with=lambda: NOW)
    assert [next(found).status, next(found).status] == ["listed", "added"]
    assert site.asked["/robots.txt"] == 1
    names.write_text("no address\n")
    assert "watching what it named before" in str(next(found).why)
    assert next(found).status == "unchanged"
    assert sum(clock.slept) == pytest.approx(60)
    assert site.asked["/robots.txt"] == 1  # once for many rounds


def test_answers_of_the_server_that_are_no_feed_are_told_in_one_line(site: Site, library: Library) -> None:
    def refuse(handler: Handler) -> None:
        handler.reply(403, b"go away")

    site.routes["/403"] = refuse
    site.body("/page", b'<html><link rel="alternate" type="application/rss+xml" href="/feed.rss"><p>Hello</p></html>')
    site.body("/cut", b'<?xml version="1.0"?><urlset xmlns:news="x"><url>', "application/xml")
    site.body("/json", b'{"a": 1}', "application/json")
    site.bomb("/bomb")
    paths = ["/403", "/page", "/cut", "/json", "/none", "/bomb"]
    found = once(library, [site.url + path for path in paths])
    why = {one.input.removeprefix(site.url): one.why for one in found}
    assert str(why.pop("/bomb")).startswith("is larger than 4096 KiB")
    assert why == {
        "/403": "answered 403 Forbidden",
        "/page": f"is a page, not a feed; it names {site.url}/feed.rss: give the address of the feed itself",
        "/cut": "is damaged XML, line 1: check the address, or fetch it again",
        "/json": "is JSON, but no JSON Feed: give the address of a feed",
        "/none": "answered 404 Not Found",
    }


def test_a_packed_index_of_news_sitemaps(site: Site, library: Library) -> None:
    pages = articles(site, 2)
    news = "".join(f"<url><loc>{link}</loc><n:news><n:title>{title}</n:title></n:news></url>" for link, title in pages)
    site.body("/news.xml.gz", gzip.compress(f'<urlset xmlns:n="x">{news}</urlset>'.encode()), "application/x-gzip")
    listed = "".join(f"<sitemap><loc>{site.url}/{name}</loc></sitemap>" for name in ("none.xml", "news.xml.gz"))
    site.body("/index.xml", f"<sitemapindex>{listed}</sitemapindex>".encode(), "application/xml")
    assert sorted(of(once(library, f"{site.url}/index.xml"), "added")) == [link for link, _ in pages]
    assert of(once(library, f"{site.url}/index.xml"), "unchanged") == [f"{site.url}/index.xml"]
    assert verify(library).loose == 0


def test_two_watches_of_one_library_add_each_report_once(site: Site, library: Library) -> None:
    feed = site.feed("/feed.rss", articles(site, 12))
    both = [watch(library, [feed], quick(), load=lambda: bare, made_with=lambda: NOW) for _ in range(2)]
    found = [one for pair in zip_longest(*both) for one in pair if one is not None]
    assert len(of(found, "added")) == len(set(of(found, "added"))) == 12
    assert len(of(found, "already there")) >= 10
    assert number(library) == 12
    assert verify(library).ok


def test_an_interrupted_watch_leaves_no_thread_that_holds_it_up(site: Site, library: Library) -> None:
    with running() as other:
        feeds = [site.feed("/feed.rss", articles(site, 30)), other.feed("/feed.rss", articles(other, 30, 50))]
        found = watch(library, feeds, quick(), load=lambda: plain, made_with=lambda: NOW)
        while next(found).status != "added":
            pass
        found.close()  # type: ignore[attr-defined]
        wait_until(lambda: site.under_way == other.under_way == 0)
        assert len(of(once(library, feeds), "added")) == 59
