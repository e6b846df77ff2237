from __future__ import annotations

import pytest

from dateline.corroborate.called import known
from dateline.corroborate.outlets import UNKNOWN, domain, label, outlets
from dateline.corroborate.told import About


def keys(*reports: tuple[str | None, str | None]) -> list[str]:
    made = [About(str(i), publisher, url) for i, (publisher, url) in enumerate(reports)]
    found = outlets(made, known)
    return [found[one.report] for one in made]


def test_spellings_sub_domains_and_the_name_in_the_domain_are_one_outlet() -> None:
    assert len(set(keys(("Hill Herald", None), ("HILL HERALD", None), (None, "https://www.hillherald.example/1")))) == 1
    assert len(set(keys((None, "http://news.sample.co.uk/a"), (None, "https://www.sample.co.uk/b")))) == 1
    assert len(set(keys(("Reuters", None), (None, "https://uk.reuters.com/x"), ("Reuters News", None)))) == 1


def test_a_publisher_stands_above_the_address() -> None:
    one, other = keys(("Hill Herald", "https://portal.example/1"), ("Vale Courier", "https://portal.example/2"))
    assert one != other


def test_accounts_and_blogs_on_one_host_are_outlets_of_their_own() -> None:
    assert len(set(keys((None, "https://t.me/one/3"), (None, "https://t.me/two/9"), (None, "https://t.me/One/4")))) == 2
    assert len(set(keys((None, "https://a.wordpress.com/1"), (None, "https://b.wordpress.com/1")))) == 2


def test_outlets_that_nothing_is_known_of_count_as_one() -> None:
    assert keys((None, None), (None, None)) == [UNKNOWN, UNKNOWN]


@pytest.mark.parametrize("url", ["http://[::1", "nonsense", "http://localhost/x", "http://192.0.2.1/x", "http://"])
def test_odd_addresses_have_a_name(url: str) -> None:
    assert domain(url)


def test_how_an_outlet_is_shown() -> None:
    assert label(About("1", "Hill Herald", "https://x.example")) == "Hill Herald"
    assert label(About("1", None, "https://www.sample.co.uk/1")) == "sample.co.uk"
    assert label(About("1")) is None
