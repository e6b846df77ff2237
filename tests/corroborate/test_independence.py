from __future__ import annotations

from random import Random

from accounts import named, told, unnamed
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.copies import signature
from dateline.corroborate.independence import UNNAMED, Standing
from dateline.corroborate.told import Alike, Told
from dateline.values import ClaimSource

TEXT = "Armed men entered the market shortly after the morning prayer and opened fire on traders from the villages."


def sources(*claims: Told) -> list[str]:
    return [voice.label for voice in Standing(claims, Alike()).voices(claims)]


def test_outlets_that_speak_for_themselves_are_independent() -> None:
    assert sources(told("a", outlet="Hill Herald"), told("b", outlet="Vale Courier")) == ["Hill Herald", "Vale Courier"]


def test_an_outlet_counts_once_however_often_it_tells_it() -> None:
    assert sources(told("a", outlet="Hill Herald"), told("b", outlet="HILL HERALD")) == ["Hill Herald"]


def test_near_copies_count_once() -> None:
    one = signature(TEXT)
    assert len(sources(told("a", signature=one), told("b", signature=one), told("c"))) == 2


def test_agency_copy_counts_once_with_the_agency_itself() -> None:
    printed = [told("a", agency="AFP"), told("b", agency="Agence France-Presse"), told("c", outlet="AFP")]
    assert sources(*printed) == ["AFP"]


def test_a_copy_of_agency_text_that_hides_its_origin_counts_with_it() -> None:
    one = signature(TEXT)
    assert len(sources(told("a", signature=one, agency="AFP"), told("b", signature=one), told("c", agency="AFP"))) == 1


def test_who_prints_an_agency_may_also_have_a_report_of_his_own() -> None:
    assert len(sources(told("a", outlet="Hill Herald", agency="AFP"), told("b", outlet="Hill Herald"))) == 2


def test_an_outlet_that_cites_another_adds_nothing() -> None:
    cited = named("Hill Herald", "media")
    assert sources(told("a", outlet="Hill Herald"), told("b", sources=[cited])) == ["Hill Herald"]
    assert sources(told("b", sources=[cited]), told("c", sources=[cited])) == ["Hill Herald"]


def test_an_outlet_that_cites_another_has_its_sources() -> None:
    cited = named("Hill Herald", "media")
    claims = [told("a", outlet="Hill Herald", sources=["Amal Sample"]), told("b", sources=[cited]), told("c")]
    assert sources(*claims) == ["Amal Sample", "c"]


def test_two_outlets_that_cite_each_other_are_one_source() -> None:
    claims = [
        told("a", outlet="Hill Herald", sources=[named("Vale Courier", "media")]),
        told("b", outlet="Vale Courier", sources=[named("Hill Herald", "media")]),
    ]
    assert len(sources(*claims)) == 1


def test_an_outlet_that_quotes_itself_says_it_itself() -> None:
    assert sources(told("a", outlet="Hill Herald", sources=[named("Hill Herald", "media")])) == ["Hill Herald"]


def test_one_original_source_counts_once() -> None:
    assert sources(told("a", sources=["Amal Sample"]), told("b", sources=["Amal Sample"])) == ["Amal Sample"]
    assert len(sources(told("a", sources=["YPG"]), told("b", sources=["People's Protection Units"]))) == 1


def test_a_spokesman_speaks_for_his_body_and_a_surname_for_its_bearer() -> None:
    spokesman = named("Dilo Sample", "armed-group", "YPG spokesman Dilo Sample")
    assert len(sources(told("a", sources=[spokesman]), told("b", sources=["YPG"]), told("c", sources=["Sample"]))) == 1


def test_one_word_does_not_join_two_bodies() -> None:
    bodies = [named(f"{name} police", "official") for name in ("Amber", "Birch")]
    claims = [
        told("a", sources=bodies[:1]),
        told("b", sources=bodies[1:]),
        told("c", sources=[named("police", "official")]),
    ]
    assert len(sources(*claims)) == 2


def test_a_state_and_its_agency_are_one() -> None:
    assert len(sources(told("a", outlet="SANA"), told("b", sources=[named("Syrian government", "government")]))) == 1


def test_several_named_sources_of_one_report_count_each() -> None:
    assert len(sources(told("a", sources=["Amal Sample"]), told("a", sources=["Omar Example"]))) == 2


def test_the_words_of_an_outlet_that_names_somebody_are_not_a_source_of_their_own() -> None:
    assert sources(told("a", outlet="Hill Herald"), told("a", outlet="Hill Herald", sources=["Amal Sample"])) == [
        "Amal Sample"
    ]


def test_all_unnamed_sources_together_are_one() -> None:
    claims = [told("a", sources=[unnamed()]), told("b", sources=[unnamed("a resident", "witness")])]
    assert sources(*claims) == [UNNAMED]
    assert sources(*claims, told("c", sources=["Amal Sample"])) == ["Amal Sample", UNNAMED]


def test_an_unnamed_source_beside_a_named_one_of_its_outlet_or_body_adds_nothing() -> None:
    assert sources(told("a", sources=[unnamed()]), told("a", sources=["Amal Sample"])) == ["Amal Sample"]
    man = unnamed("a YPG commander", "armed-group")
    assert sources(told("a", sources=[man]), told("b", sources=["YPG"])) == ["YPG"]


def test_an_office_is_a_source_by_itself() -> None:
    assert sources(told("a", sources=[unnamed("the police", "official")]), told("b", sources=[unnamed()])) == [
        "the police",
        UNNAMED,
    ]


def test_a_pronoun_is_shown_by_what_it_stands_for() -> None:
    claim = told("a", sources=[ClaimSource("he", 0, 2, "a field commander", named=False), unnamed("they")])
    other = told("b", sources=[unnamed("they")])
    standing = Standing([claim, other], Alike())
    assert (standing.says(claim), standing.says(other)) == ("a field commander", "somebody")


def test_a_body_that_is_any_one_and_its_nameless_men_are_unnamed() -> None:
    for text in ("an agency", "a police officer", "a YPG commander", "another group"):
        assert sources(told("a", sources=[unnamed(text, "organisation")])) == [UNNAMED], text


def test_a_spokesman_without_a_name_is_his_body() -> None:
    claims = [told("a", sources=[unnamed("a YPG spokesman", "armed-group")]), told("b", sources=["YPG"])]
    assert len(sources(*claims)) == 1
    assert sources(*claims[:1]) == ["a YPG spokesman"]


def test_an_outlet_is_one_whatever_kind_it_was_taken_for() -> None:
    assert sources(told("a", outlet="Hill Herald"), told("b", sources=[named("Hill Herald")])) == ["Hill Herald"]


def test_the_reporter_of_an_outlet_is_the_outlet() -> None:
    assert sources(told("a", outlet="Hill Herald", sources=[unnamed("our correspondent", "media")])) == ["Hill Herald"]


def test_a_statement_is_its_author_s() -> None:
    told_ = told("a", sources=[unnamed("the statement", "document"), named("Amal Sample")])
    assert sources(told_) == ["Amal Sample"]


def test_names_are_folded_as_asked() -> None:
    claims = [told("a", sources=["Abu Sample"]), told("b", sources=["Amal Sample"])]
    folding = Alike(who=lambda name: "amal" if "Sample" in name else name, of=lambda key: key)
    assert Standing(claims, folding).count(claims) == 1


_SOURCES = st.sampled_from(
    [named("Amal Sample"), named("Omar Example"), named("b", "media"), named("AFP", "media"), unnamed(),
     unnamed("the police", "official"), unnamed("a police officer", "official")]
)  # fmt: skip


def _told(report: str, sources: list[ClaimSource], start: int) -> Told:
    agency = "AFP" if report in "ef" else None
    return told(
        report, sources=sources, start=start, agency=agency, signature=signature(TEXT) if report in "de" else b""
    )


CLAIMS = st.lists(
    st.builds(_told, st.sampled_from("abcdefg"), st.lists(_SOURCES, max_size=2), st.integers(0, 50)),
    min_size=1,
    max_size=10,
)


@given(CLAIMS, st.randoms())
def test_the_number_does_not_depend_on_the_order(claims: list[Told], chance: Random) -> None:
    before = Standing(claims, Alike()).voices(claims)
    mixed = list(claims)
    chance.shuffle(mixed)
    assert Standing(mixed, Alike()).count(mixed) == len(before)


@given(CLAIMS)
def test_there_is_a_source_and_never_more_than_are_named_and_outlets_together(claims: list[Told]) -> None:
    number = Standing(claims, Alike()).count(claims)
    names = {source.name or "" for one in claims for source in one.claim.sources if source.named}
    offices = {source.text for one in claims for source in one.claim.sources if source.text == "the police"}
    outlets = {one.report.publisher for one in claims} | {one.report.agency for one in claims if one.report.agency}
    assert 1 <= number <= len(names | outlets) + len(offices) + 1


@given(CLAIMS)
def test_telling_it_again_adds_no_source(claims: list[Told]) -> None:
    again = [*claims, *claims]
    assert Standing(again, Alike()).count(again) == Standing(claims, Alike()).count(claims)
