"""Whose report it is: outlets by their publisher's name, else by the domain of the address.

Only what is certain is folded: spellings and known names of one outlet, "www." and other sub-domains, and a domain that
spells a publisher's name out ("aranews.net" and "ARA News"). Mirrors and sister papers are not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from dateline.corroborate.told import About
from dateline.read.actors import lookup

UNKNOWN = "unknown outlet"
"""Reports that name neither outlet nor address cannot be shown to be of different outlets: they count as one."""
_SHARED = frozenset(
    "facebook.com twitter.com x.com t.me telegram.me youtube.com instagram.com tiktok.com medium.com vk.com "
    "web.archive.org archive.org archive.ph reddit.com".split()
)
"""Hosts where the first part of the path says whose page it is."""
_HOSTING = frozenset(
    "wordpress.com tumblr.com substack.com livejournal.com over-blog.com weebly.com wixsite.com".split()
)
"""Domains whose sub-domains belong to as many outlets, beside those of the public suffix list."""


def outlets(reports: Iterable[About], who: Callable[[str], str]) -> dict[str, str]:
    """For each report id a key of its outlet; ``who`` folds names."""
    every = list(reports)
    spelt: dict[str, str] = {}
    for one in sorted(every, key=lambda about: about.report):
        if one.publisher:
            key = who(one.publisher)
            for name in sorted({_run_together(key), _run_together(one.publisher)}):
                spelt[name] = min(key, spelt.get(name, key))
    return {one.report: _key(one, who, spelt) for one in every}


def label(report: About) -> str | None:
    """How the outlet is shown: its name, else the domain; None where nothing is known."""
    return report.publisher or (domain(report.url) if report.url else None)


@lru_cache(maxsize=20_000)
def domain(url: str) -> str:
    """The registered domain of an address ("news.example.co.uk" → "example.co.uk"), with the account where many share
    one; the host as it stands where it has none.

    >>> domain("https://www.aranews.net/2015/06/some-report/")
    'aranews.net'
    """
    from tld import get_tld
    from tld.utils import Result

    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    found = get_tld(url, as_object=True, fail_silently=True, search_private=True)
    name = found.fld if isinstance(found, Result) and found.fld else host
    if (name in _HOSTING or name.startswith("blogspot.")) and host != name:
        return f"{host.removesuffix(name).rstrip('.').rsplit('.', 1)[-1]}.{name}"
    account = next((part for part in parts.path.split("/") if part), "") if {name, host} & _SHARED else ""
    return f"{name}/{account.casefold()}" if account else name or url


def _key(report: About, who: Callable[[str], str], spelt: dict[str, str]) -> str:
    if report.publisher:
        return spelt[_run_together(report.publisher)]
    if not report.url:
        return UNKNOWN
    name = domain(report.url)
    first = name.split(".", 1)[0].replace("-", "")
    if "/" in name:
        return name
    is_known = lookup(first) or lookup(first.upper())
    return spelt.get(first) or (who(first.upper() if lookup(first) is None else first) if is_known else name)


def _run_together(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
