"""What the grammar looks at first."""

from __future__ import annotations

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from dateline.dates.grammar import ANY, BEGINNING, RULES

_SHOWN = 3
_LETTERS = [chr(point) for point in range(0x250)]


@pytest.mark.parametrize("rule", RULES)
def test_every_beginning_of_a_rule_is_looked_at(rule: str) -> None:
    begins = re.compile(BEGINNING)
    for beginning in _beginnings(parser.parse(RULES[rule])):
        assert begins.match(beginning + "   "), repr(beginning)


def test_what_is_looked_at_first_changes_no_match() -> None:
    plain = re.compile(ANY.pattern.replace(BEGINNING, "", 1))
    text = "on 3 may, a few days after the two-week truce; at present, 10 zilhijja. an hour ago, zulhijja"
    assert BEGINNING in ANY.pattern
    assert [m.span() for m in ANY.finditer(text)] == [m.span() for m in plain.finditer(text)] != []


def _beginnings(parsed: Any) -> set[str]:
    """The first letters of whatever a parsed expression matches: three, or fewer where no more need follow."""
    found = {""}
    for code, value in parsed:
        if all(len(beginning) == _SHOWN for beginning in found):
            break
        if code not in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
            found = _joined(found, _of_part(code, value))
    return found


def _joined(ones: set[str], others: set[str]) -> set[str]:
    whole = {one for one in ones if len(one) == _SHOWN}
    return whole | {(one + other)[:_SHOWN] for one in ones - whole for other in others}


def _of_part(code: Any, value: Any) -> set[str]:
    if code is codes.SUBPATTERN:
        return _beginnings(value[3])
    if code is codes.BRANCH:
        return set().union(*map(_beginnings, value[1]))
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, item = value
        once, times = _beginnings(item), [{""}]
        for _ in range(min(int(most), _SHOWN)):
            times.append(_joined(times[-1], once))
        return set().union(*times[min(int(least), _SHOWN) :])
    if code is codes.LITERAL:
        return {chr(value)}
    if code is codes.IN:
        return {letter for letter in _LETTERS if any(_is_in(letter, *one) for one in value)}
    raise AssertionError(f"{code}: a part of a rule that this test does not know")


def _is_in(letter: str, code: Any, value: Any) -> bool:
    if code is codes.RANGE:
        return ord(letter) in range(value[0], value[1] + 1)
    if code is codes.CATEGORY:
        return letter.isspace() if value is codes.CATEGORY_SPACE else letter.isdigit()
    return letter == chr(value)
