from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.copies import copies, shared, signature

WIRE = """Armed men on three pick-up trucks entered the market of Tal Hamda shortly after the morning prayer and opened
fire on traders who had come from the villages along the river, a member of the town council said. He put the number of
dead at nine and said that the gunmen withdrew to the west when reinforcements arrived from the base at the silos. Two
shops burnt down. The road to the bridge stayed closed until noon, and the hospital asked for blood donors through the
loudspeakers of the mosques. It was the second raid on the market within a month."""
OWN = """Our correspondent, who reached the town in the afternoon, counted eleven graves behind the school. Shopkeepers
described how the attackers asked for the names of two brothers before they started shooting. Nobody has claimed the
attack so far, and the provincial governor cancelled a visit that was planned for the weekend. Relatives of the victims
blocked the northern road with tyres and demanded that the checkpoints be manned at night as well. By evening most of
the stalls were empty and the bakery had sold its last bread to families who were leaving for the mountains."""
OTHER = """Officials in Tal Hamda say that gunmen killed nine traders this morning. A council member said the attackers
came in pick-up trucks, shot at people in the market and fled. The hospital treats fourteen wounded."""
word = st.sampled_from("they came from the hills at dawn and took two men who had sold grain to soldiers".split())


def test_an_edited_copy_is_a_copy() -> None:
    edited = WIRE.replace("nine", "ten").replace("shortly after", "just after").replace("Two\nshops burnt down. ", "")
    assert shared(signature(WIRE), signature(edited)) > 0.7
    assert copies({"a": signature(WIRE), "b": signature(edited), "c": signature(OWN)}) == [["a", "b"], ["c"]]


def test_a_copied_part_of_a_longer_report_counts() -> None:
    longer = f"{OWN}\n\n{WIRE}\n\n{OWN[:300].upper()}"
    assert copies({"wire": signature(WIRE), "long": signature(longer)}) == [["long", "wire"]]


def test_a_copied_part_of_a_very_long_report_counts() -> None:
    filler = " ".join(f"{n} sacks of flour went to village number {n * 7}" for n in range(800))
    sketches = {"wire": signature(WIRE), "long": signature(f"{filler} {WIRE} {filler}")}
    assert 0.4 < shared(sketches["wire"], sketches["long"]) <= 1
    assert len(copies(sketches)) == 1


def test_the_same_event_in_other_words_is_no_copy() -> None:
    assert len(copies({"a": signature(WIRE), "b": signature(OWN), "c": signature(OTHER)})) == 3


def test_short_reports_are_copies_only_where_one_stands_in_the_other_whole() -> None:
    short = {
        "a": signature("Nine people were killed in Tal Hamda today."),
        "b": signature("Nine people were killed in Tal Hamda on Friday."),
        "c": signature("NINE PEOPLE WERE KILLED in Tal Hamda today!"),
    }
    assert copies(short) == [["a", "c"], ["b"]]


def test_copies_of_a_copy_belong_together() -> None:
    words = WIRE.split()
    parts = {"a": " ".join(words[:60]), "b": " ".join(words[20:80]), "c": " ".join(words[50:])}
    assert len(copies({name: signature(text) for name, text in parts.items()})) == 1


def test_reports_without_words_are_nobody_s_copies() -> None:
    assert signature("") == signature(" --- \x00") == b""
    assert copies({"a": b"", "b": b"", "c": signature(WIRE)}) == [["a"], ["b"], ["c"]]


def test_the_sketch_of_a_text_never_changes() -> None:
    # Sketches are kept in libraries: another value here means that every one of them must be made again.
    assert signature("one two three four five").hex() == "020000004affaf5ebaa122dc"


@given(st.lists(word, max_size=3000), st.text(max_size=50))
def test_sketches_are_small_and_sorted(words: list[str], more: str) -> None:
    sketch = signature(" ".join(words) + " " + more)
    assert len(sketch) <= 1024
    values = [int.from_bytes(sketch[i : i + 4], "little") for i in range(4, len(sketch), 4)]
    assert values == sorted(set(values))


@given(st.lists(word, min_size=1, max_size=60), st.lists(word, min_size=1, max_size=60))
def test_the_share_is_the_same_in_either_order(one: list[str], other: list[str]) -> None:
    a, b = signature(" ".join(one)), signature(" ".join(other))
    assert shared(a, b) == shared(b, a)
    assert 0 <= shared(a, b) <= 1
    assert shared(a, a) == 1


@given(st.lists(st.integers(0, 400).map(str), min_size=30, max_size=150), st.integers(0, 100))
def test_small_texts_are_compared_exactly(words: list[str], cut: int) -> None:
    part = words[cut % (len(words) - 10) :]

    def runs(tokens: list[str]) -> set[tuple[str, ...]]:
        return {tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)}

    expected = len(runs(words) & runs(part)) / min(len(runs(words)), len(runs(part)))
    assert abs(shared(signature(" ".join(words)), signature(" ".join(part))) - expected) < 1e-9
