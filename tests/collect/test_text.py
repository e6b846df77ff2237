from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.collect.text import decode, repair
from dateline.errors import BrokenInputError

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@given(any_text)
@example("\ud800a\udfff\0")
@example("\ufeff\ufeffb")
def test_utf8_comes_back_code_point_for_code_point(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    expected = repair(text.removeprefix("\ufeff"))
    controls = sum(1 for b in data if b < 32 and b not in b"\t\n\v\f\r\x1b")
    if controls > 0.3 * len(data):
        with pytest.raises(BrokenInputError):
            decode(data)
    else:
        assert decode(data) == expected
    assert len(expected) == len(text.removeprefix("\ufeff"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    assert decode("Kobanê – “held”".encode(encoding)) == "Kobanê – “held”"


def test_a_declared_encoding_counts_and_valid_utf8_wins() -> None:
    assert decode("“Kobanê”".encode("cp1252"), "iso-8859-1") == "“Kobanê”"
    assert decode("Kobanê".encode(), "iso-8859-1") == "Kobanê"
    assert decode("Привет, мир".encode("koi8-r"), "koi8-r") == "Привет, мир"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        ("The mayor of Kobanê said “no” to Señor Muñoz.".encode("cp1252"), None),
        ("The mayor of Kobanê said “no”.".encode("cp1252"), "utf-8"),
        ("The mayor of the town said no.".encode("utf-16-le"), None),
        (bytes(range(256)) * 20, None),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None),
        ("é".encode("utf-16")[:-1], None),
        (b"caf\xe9", "hex"),
        (b"caf\xe9", "no-such-encoding"),
    ],
)
def test_wrong_encodings_are_refused_in_one_line(data: bytes, declared: str | None) -> None:
    with pytest.raises(BrokenInputError) as error:
        decode(data, declared)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) > 20


def test_a_damaged_byte_does_not_cost_the_report() -> None:
    data = ("“Kobanê” and “Raqqa” – " * 10).encode()
    assert decode(data[:-2]).count("\ufffd") == 1
