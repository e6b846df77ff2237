"""Page furniture, bylines and datelines in plain text. Every text here is made up."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.collect.article import read_article

PASTED = """Are the raiders losing their grip?


Fighters of the group near the river bridge. File photo

Hill Valley News

Northtown, Eastland – In a new turn, the alliance asked people in the occupied town to leave their homes at once.

Residents told Hill Valley News that confusion prevailed after leaflets were dropped on the market.

“We do not know where to go,” said a teacher, who asked not to be named. The town has no shelter.


Reporting by: Jane Roe

Source: Hill Valley News

For the latest news follow us on Twitter

Join our Weekly Newsletter


Related Items

Leave a Reply

Your email address will not be published. Required fields are marked *

seven − two =
"""


def kept(text: str) -> str:
    position, pieces = 0, []
    for start, end, _ in read_article(text).furniture:
        pieces.append(text[position:start])
        position = end
    return "".join([*pieces, text[position:]])


def test_a_pasted_page_is_cleaned_and_says_who_wrote_it() -> None:
    article = read_article(PASTED)
    assert article.title == "Are the raiders losing their grip?"
    assert (article.author, article.publisher, article.published) == ("Jane Roe", "Hill Valley News", None)
    assert article.dateline is not None
    assert (article.dateline.text, article.dateline.place) == ("Northtown, Eastland", "Northtown")
    text = kept(PASTED)
    assert text.startswith("Are the raiders losing their grip?")
    assert text.rstrip().endswith("The town has no shelter.")
    assert text.count("\n\n") >= 3
    for gone in ("File photo", "Reporting by", "Source:", "Twitter", "Newsletter", "Related", "Reply", "seven"):
        assert gone not in text
    reasons = [why for _, _, why in article.furniture]
    assert reasons[:4] == ["caption", "outlet", "byline", "source"]
    assert {"social", "newsletter", "related", "comments", "captcha"} <= set(reasons)


def test_windows_line_endings_change_nothing() -> None:
    unix, windows = read_article(PASTED), read_article(PASTED.replace("\n", "\r\n"))
    assert [why for *_, why in unix.furniture] == [why for *_, why in windows.furniture]
    assert (unix.title, unix.author, unix.publisher, unix.dateline) == (
        windows.title,
        windows.author,
        windows.publisher,
        windows.dateline,
    )


@pytest.mark.parametrize(
    "line",
    [
        "The agency released a file photo.",
        "Follow the money, the minister said, and the trail leads to the border with the neighbours.",
        "He said the source: a military official who asked not to be named.",
        "By Tuesday the rebels had taken two more villages.",
        "Reporting by the mission showed that the shelling had gone on for a week.",
        "Related attacks on the town were reported by residents on Monday and Tuesday.",
        "The commander told them to leave a reply at the gate and to go home before night fell.",
        "Share the bread with those who flee, the imam told the crowd in the square on Friday.",
        "Comments by the minister angered the rebels.",
        "The picture: 40 dead, hundreds wounded, and no end of it, a doctor in the town said by phone.",
    ],
)
def test_sentences_of_the_article_stay(line: str) -> None:
    before = "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting.\n\n"
    for text in (before + line, before + line + "\n\n" + before, line + "\n\n" + before):
        assert kept(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Smoke over the town on Friday. (Photo: Jane Roe/Sample Wire)",
        "FILE - Soldiers stand guard at a checkpoint near the river, in this picture of last year.",
        "This website uses cookies to give you the best experience. Learn more in our policy.",
        "Share on Facebook",
        "12 Comments",
        "© 2015 Sample Wire. All rights reserved.",
        "Advertisement",
        "Skip to main content",
        "Save my name, email, and website in this browser for the next time I comment.",
        "3 × = twelve",
        "READ ALSO: Army retakes hill after night of clashes",
        "(Reporting by Jane Roe in Northtown; Editing by John Doe)",
    ],
)
def test_furniture_goes_below_the_article(line: str) -> None:
    body = "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting.\n\n" * 2
    assert kept(body + line + "\n").strip() == body.strip()


def test_readers_comments_go_but_never_more_than_the_article() -> None:
    sentence = "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting.\n"
    comment = "I was there and can tell you that none of this is true at all, my friends.\n"
    assert "none of this" not in kept(sentence * 3 + "2 Comments\n" + comment)
    assert kept("Leave a comment\n" + sentence * 3).count("withdrawn") == 3
    assert kept(sentence * 2 + "Leave a Reply\n" + sentence * 9).count("withdrawn") == 11


def test_headlines_below_related_go_and_a_box_in_the_middle_loses_its_heading_only() -> None:
    sentence = "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting.\n"
    assert kept(sentence + "Related Stories\nArmy takes hill\nRebels lose bridge\n") == sentence
    assert kept(sentence + "Related Stories\nArmy takes hill\n" + sentence) == sentence + "Army takes hill\n" + sentence


def test_the_outlet_line_needs_a_second_mention() -> None:
    text = (
        "Army leaves village\n\nGreen River\n\nThe army left the village on Monday after two days of heavy fighting.\n"
    )
    assert kept(text) == text
    assert read_article(text).publisher is None
    assert read_article(text, publisher="Green River").furniture == ((21, 34, "outlet"),)


def test_the_outlet_line_may_stand_beside_the_date() -> None:
    body = "The army left the village on Monday after two days of heavy fighting, residents said.\n"
    for head in ("Northern Gazette\n23 February 2015\n\n", "23 February 2015\nNorthern Gazette\n\n"):
        found = read_article("Army leaves village\n\n" + head + body)
        assert (found.title, found.publisher, found.published) == (
            "Army leaves village",
            "Northern Gazette",
            "2015-02-23",
        )


def test_dates_count_in_the_head_and_only_whole_ones() -> None:
    body = "The army left the village on Monday after two days of heavy fighting, residents said.\n"
    assert (
        read_article("Army leaves village\nPublished: 23 February 2015, 10:15 GMT\n\n" + body).published == "2015-02-23"
    )
    assert read_article("Army leaves village\nUpdated 23 February 2015\n\n" + body).published is None
    assert read_article("Army leaves village\nMonday, 23 February\n\n" + body).published is None
    assert read_article("Army leaves village\n03/04/2015\n\n" + body).published is None
    assert read_article("Army leaves village\n\n" + body + "\nFriday, December 4, 2015.").published is None


pieces = st.lists(
    st.one_of(
        st.sampled_from(PASTED.splitlines(keepends=True)),
        st.text(max_size=40).map(lambda s: s + "\n"),
        st.sampled_from(["\r\n", "\n\n", "\u2028", "\x85", "\x0c", "By Jane Roe\n", "12 Comments\n", "ــعربي\n"]),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(pieces)
def test_ranges_are_in_order_whole_and_never_empty(text: str) -> None:
    article = read_article(text)
    position = 0
    for start, end, why in article.furniture:
        assert position <= start < end <= len(text)
        assert why
        assert start == 0 or text[start - 1] in "\r\n"
        position = end
    if article.dateline is not None:
        assert article.dateline.text in text
    assert article.title is None or article.title in text


def test_five_megabytes_in_one_line_and_in_many_are_quick() -> None:
    sentence = "Soldiers left the village on Monday (photo by Jane Roe - see above, 3 + 4 = 7). "
    for text in (sentence * 60_000, "a - (" * 1_000_000, "Photo: x\n" * 60_000):
        read_article(text)


def _re3d(shared: Path) -> list[str]:
    return [json.loads(line)["text"] for f in sorted(shared.glob("data/re3d/*/documents.json")) for line in f.open()]


def _ceha(shared: Path) -> list[str]:
    with (shared / "data/ceha/train_dev.csv").open(newline="") as file:
        return [row["Event Description"] for row in csv.DictReader(file)]


def _polnear(shared: Path) -> list[str]:
    return [p.read_bytes().decode() for p in sorted(shared.glob("data/polnear/train/text/*.txt"))]


def _muc(shared: Path) -> list[str]:
    return [p.read_text("latin-1") for p in sorted(shared.glob("data/muc4/raw/dev/dev-*"))]


@pytest.mark.parametrize(("corpus", "most"), [(_re3d, 0.0), (_muc, 0.0), (_polnear, 0.0016), (_ceha, 0.012)])
def test_next_to_nothing_goes_from_clean_bodies(shared: Path, corpus: object, most: float) -> None:
    assert callable(corpus)
    texts = corpus(shared)
    assert texts
    gone = sum(end - start for text in texts for start, end, _ in read_article(text).furniture)
    assert gone <= most * sum(map(len, texts))
