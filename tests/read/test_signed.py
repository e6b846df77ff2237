"""Posts quoted with the name and handle of who wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.signed import signed
from dateline.values import Report
from dateline.work import pipeline

POST = "Gunmen shot three farmers near the mill this morning. The army took the road"
NAMES = ("Ada Roe", "Bo Poe", "The Hill Post", "Zoé O’Dell")


@pytest.fixture(scope="module")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def says(tools: pipeline.Tools, text: str, word: str) -> list[str]:
    claims = pipeline.read(Report("id", "0" * 64, "0" * 64, text, published="2016-05-12"), tools).claims
    return [s.text for c in claims if word in c.trigger.text for s in c.sources]


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_who_signs_a_post_says_what_stands_in_it(tools: pipeline.Tools, dash: str) -> None:
    text = f"The mayor spoke in May.\n\n{POST} {dash} Ada Roe (@adaroe) May 8, 2016\n\nRebels burned a bus."
    assert says(tools, text, "shot") == ["Ada Roe"]
    assert says(tools, text, "took") == ["Ada Roe"]
    assert says(tools, text, "burned") == []


def test_a_handle_in_passing_signs_nothing(tools: pipeline.Tools) -> None:
    assert says(tools, "Gunmen shot three farmers, and Ada Roe (@adaroe) took pictures.", "shot") == []


@given(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
@settings(max_examples=10, deadline=None)
def test_each_of_several_posts_is_its_own_writers(tools: pipeline.Tools, names: list[str]) -> None:
    posts = [f"Rebels burned bus {n} — {name} (@x{n}) May 8, 2016" for n, name in enumerate(names)]
    text = "\n\n".join(posts)
    document = pipeline.parse(Report("id", "0" * 64, "0" * 64, text), tools).document
    found = signed(document)
    assert len(found) == len(names)
    for post, name, saying in zip(posts, names, found, strict=True):
        [(start, end)] = saying.content
        assert text[start:end].strip() == post.partition(" — ")[0]
        assert saying.source is not None
        assert document.form(saying.source) in name
