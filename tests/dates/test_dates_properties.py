"""What holds for any text and any dates."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import find, resolve, resolve_all

WORDS = (
    "on in the of early late mid- end last next this that previous same week month year day days years three 2 15 31 "
    "2014 1999 90 JAN May March march Sunday Friday, evening night yesterday today ago later before after since until "
    "by from to between and - – summer fall spring 1990s 03/04/2015 2015-02-23 first half . , \n (week of) every a few "
    "people İ é \u0000 \u202e ٣ 👩‍👧 months weekend decades 9999 0"
).split(" ")
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=25).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=25).map("  ".join),
)
some_date = st.one_of(st.none(), st.dates(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))


@given(texts)
def test_spans_are_in_order_and_inside(text: str) -> None:
    end = 0
    for one in find(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end
        for leaf in one.leaves():
            assert one.start <= leaf.start < leaf.end <= one.end
        assert text[one.start : one.end].strip()


@given(texts, some_date, some_date, st.booleans())
def test_days_are_ordered_and_known_to_no_finer_precision(
    text: str, published: date | None, anchor: date | None, future: bool
) -> None:
    for one in find(text):
        time = resolve(one, text, published=published, future=future, anchor=anchor)
        assert time.text == text[time.start : time.end]
        if time.earliest and time.latest:
            first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
            assert first <= last
            length = (last - first).days + 1
            assert time.precision in ("range", "vague") or length == {
                "day": 1, "week": 7, "month": length if 28 <= length <= 31 else 0,
                "year": length if 365 <= length <= 366 else 0,
            }[time.precision]  # fmt: skip
        else:
            assert time.earliest is None or time.precision in ("range", "vague")


@given(texts, some_date)
def test_whole_reports_give_one_time_each_and_the_same_again(text: str, published: date | None) -> None:
    expressions = find(text)
    times = resolve_all(expressions, text, published, lambda _: False)
    assert [(t.start, t.end) for t in times] == [(one.start, one.end) for one in expressions]
    assert times == resolve_all(find(text), text, published, lambda _: False)


@given(st.text(max_size=30), texts, st.text(max_size=30))
def test_a_stretch_is_read_as_if_it_stood_alone(left: str, text: str, right: str) -> None:
    whole = left + text + right
    found = find(whole, len(left), len(left) + len(text))
    assert [(o.start - len(left), o.end - len(left)) for o in found] == [(o.start, o.end) for o in find(text)]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_means_itself_whenever_published(day: date, published: date) -> None:
    for text in (day.isoformat(), f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%A}, {day:%d %B %Y}"):
        [one] = find(text)
        time = resolve(one, text, published=published)
        assert (time.earliest, time.latest, time.precision) == (day.isoformat(), day.isoformat(), "day"), text
