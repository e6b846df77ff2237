"""Every row of the table in ``docs/grading.md``."""

from __future__ import annotations

import pytest

from dateline.corroborate.credibility import Case, credibility
from dateline.corroborate.independence import UNNAMED, Voice
from dateline.values import Status


def voice(name: str, *ways: str, own: bool = False) -> Voice:
    return Voice(name, frozenset(ways or (f"outlet of {name}",)), own=own, words=frozenset(name.casefold().split()))


ANA, OMAR, LIN = voice("Ana"), voice("Omar"), voice("Lin")
HERALD = voice("Herald", own=True)
HIDDEN = Voice(UNNAMED, frozenset({"Courier"}), named=False)
FRONT = voice("Front spokesman")
SIDES = ((frozenset({"front"}),), (frozenset({"army"}),))


@pytest.mark.parametrize(
    ("row", "case", "grade", "reason"),
    [
        ("1", Case("actual", (ANA, OMAR, LIN)), 1, "reported by 3 independent sources: Ana, Omar, Lin"),
        ("2a", Case("actual", (ANA, HERALD)), 2, "reported by 2 independent sources: Ana, Herald"),
        ("2b", Case("actual", (ANA, OMAR, HIDDEN)), 2, f"reported by 3 independent sources: Ana, Omar, {UNNAMED}"),
        ("2c", Case("actual", tuple(voice(n, "Herald") for n in ("A", "B", "C"))), 2, "all of it through one outlet"),
        ("2d", Case("actual", (ANA, OMAR, LIN), bound=2), 2, "of them 2 with a day, town, number or name of this"),
        ("3e", Case("actual", (ANA, OMAR, LIN), bound=1), 3, "with no day, town, number or name of this event's own"),
        ("3a", Case("actual", (ANA,)), 3, "one source: Ana"),
        ("3b", Case("actual", (HERALD,)), 3, "one source: Herald in its own words"),
        (
            "3c",
            Case("actual", (FRONT, voice("Front")), sides=SIDES),
            3,
            "told only by those who took part, on one side",
        ),
        ("3d", Case("actual", (Voice(UNNAMED, HIDDEN.ways, named=False, own=True),)), 3, "one source, unnamed, and"),
        ("both sides", Case("actual", (FRONT, voice("Army")), sides=SIDES), 2, "reported by 2 independent sources"),
        ("4a", Case("possible", (ANA, OMAR)), 4, "told as possible only"),
        ("4b", Case("actual", (ANA,), (OMAR,)), 4, "denied by Omar"),
        ("fewer deny", Case("actual", (ANA, OMAR, LIN), (FRONT,)), 2, "denied by Front spokesman"),
        ("as many deny", Case("actual", (ANA, OMAR), (LIN, HERALD)), 4, "denied by Lin, Herald"),
        ("5a", Case("denied", (ANA, OMAR), (LIN,)), 5, "denied by Ana, Omar"),
        ("5b", Case("denied", (ANA,)), 5, "no report tells it"),
        ("6a", Case("planned", (ANA, OMAR)), 6, "planned, not yet carried out"),
        ("6a", Case("requested", (ANA,)), 6, "asked for, not yet carried out"),
        ("6a", Case("feared", (ANA,)), 6, "feared or foretold, not told as a fact"),
        ("6a", Case("hypothetical", (ANA,)), 6, "spoken of as a case that may arise, not told as a fact"),
        ("6a", Case("asked", (ANA,)), 6, "asked as a question, not told as a fact"),
        ("6b", Case("actual", (HIDDEN,)), 6, "one source, unnamed"),
        ("6c", Case("possible", (HIDDEN,)), 6, "told as possible only"),
        ("6d", Case("denied", (FRONT,), sides=SIDES), 6, "only those who took part deny it"),
        ("differ", Case("actual", (ANA, OMAR, LIN), differ=("place",)), 2, "those who tell it differ on the place"),
        ("disputed", Case("actual", (ANA, OMAR, LIN), disputed=("killed",)), 1, "disputed: killed"),
        ("apart", Case("actual", (ANA, OMAR), sources=4), 2, "2 more, without a detail in common"),
    ],
)
def test_each_row_of_the_rule(row: str, case: Case, grade: int, reason: str) -> None:
    found, reasons = credibility(case)
    assert found == grade, row
    assert any(reason in one for one in reasons), reasons


@pytest.mark.parametrize("status", ["actual", "possible"])
def test_further_sources_never_make_it_less_credible_and_denials_never_more(status: Status) -> None:
    everybody = (ANA, OMAR, LIN, HERALD, voice("Eve"))
    grades = [credibility(Case(status, everybody[:n]))[0] for n in range(1, 6)]
    assert grades == sorted(grades, reverse=True)
    against = [credibility(Case(status, everybody[:2], everybody[2 : 2 + n]))[0] for n in range(4)]
    assert against == sorted(against)
