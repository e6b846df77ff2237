"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.robots import Robots, Rule, parse

HOST = "https://news.example"


def allows(text: str, path: str, agent: str = "dateline") -> bool:
    return parse(text.encode(), agent).allows(HOST + path)


@pytest.mark.parametrize(
    ("rule", "path", "is_allowed"),
    [
        ("/fish", "/fish", False),
        ("/fish", "/fish/salmon.html", False),
        ("/fish", "/Fish.asp", True),
        ("/fish", "/catfish", True),
        ("/fish/", "/fish", True),
        ("/*.php", "/folder/file.php?a=1", False),
        ("/*.php$", "/file.php", False),
        ("/*.php$", "/file.php?a=1", True),
        ("/fish*.php", "/fishheads/catfish.php", False),
        ("/fish*.php", "/Fish.PHP", True),
        ("/*/1$", "/a/b/1", False),
        ("/*1*1$", "/1", True),
        ("/a%3cd.html", "/a%3Cd.html", False),
        ("/a/%E3%83%84", "/a/ツ", False),
        ("/a%2Fb", "/a/b", True),
        ("/?q=*", "/?q=war", False),
        ("", "/anything", True),
        ("/", "/robots.txt", True),
    ],
)
def test_a_rule_fits_the_beginnings_of_paths(rule: str, path: str, is_allowed: bool) -> None:
    assert allows(f"User-agent: *\nDisallow: {rule}\n", path) is is_allowed


def test_the_longest_rule_decides_and_of_two_the_one_that_allows() -> None:
    text = "User-agent: *\nDisallow: /news\nAllow: /news/world\nDisallow: /news/world/live\nAllow: /x\nDisallow: /x\n"
    assert [allows(text, path) for path in ("/news/a", "/news/world/a", "/news/world/live", "/x")] == [
        False, True, False, True
    ]  # fmt: skip


def test_the_groups_that_name_us_hold_and_no_other() -> None:
    text = """
        # ours comes in two parts
        User-agent: otherbot
        Disallow: /a
        User-Agent: DateLine/2.0
        User-agent: thirdbot
        Disallow: /b   # not this
        Crawl-delay: 4

        User-agent: *
        Disallow: /
        Crawl-delay: 9

        user-agent: dateline
        disallow: /c
    """
    found = parse(text.encode(), "dateline")
    assert [found.allows(HOST + path) for path in ("/a", "/b", "/c", "/d")] == [True, False, False, True]
    assert found.delay == 4
    assert [allows(text, path, "another") for path in ("/a", "/d")] == [False, False]
    assert parse(text.encode(), "another").delay == 9
    assert allows("User-agent: dateline\nDisallow:\nUser-agent: *\nDisallow: /\n", "/x")


def test_what_is_no_robots_txt_forbids_nothing() -> None:
    for data in (b"", b"<html>Not found</html>", b"\xff\xfe\x00", b"Disallow: /\n", b"User-agent *\nDisallow /"):
        assert parse(data, "dateline").allows(HOST + "/x")


def test_a_hostile_rule_takes_no_time() -> None:
    rules = Robots((Rule(False, "/" + "*a" * 2000 + "b"),))
    start = time.process_time()
    assert rules.allows(HOST + "/" + "a" * 8000)
    assert time.process_time() - start < 0.5


@given(st.binary(max_size=300), st.text(max_size=40))
def test_nothing_breaks_it(data: bytes, path: str) -> None:
    parse(b"User-agent: *\nDisallow: " + data, "dateline").allows(f"{HOST}/{path}")
