"""Bytes to text: byte order marks, UTF-8, declared encodings; what is no text is refused, never garbled.

An encoding is never guessed, since a guess garbles names without a sign: bytes that are not UTF-8 and declare nothing
else are an error that names the likely encoding (charset-normalizer) and the way out.
"""

from __future__ import annotations

import codecs
import re

from dateline.errors import BrokenInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_VALID_SEQUENCE = re.compile(b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MAX_CONTROLS = 0.3
"""Share of control characters above which bytes are no text; UTF-16 without a byte order mark has about one half."""
_DAMAGED = 0.1
"""Broken bytes for each whole multi-byte character, up to which a text counts as damaged UTF-8 (a cut, a bad byte) and
each is read as U+FFFD; in another encoding nearly all of them are broken."""


def repair(text: str) -> str:
    """``text`` with each NUL and lone surrogate made one U+FFFD; nothing else changes, nor does the length."""
    return _NOT_TEXT.sub("\ufffd", text)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``, without a leading byte order mark, repaired.

    ``declared`` is what the container says of the encoding; UTF-8 wins where the bytes are valid UTF-8. Raises
    ``BrokenInputError`` for binaries and for bytes that their encoding does not cover."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return repair(_decode(data[len(mark) :], encoding))
    sample = data[: 1 << 20]
    if sample and len(sample) - len(sample.translate(None, _CONTROLS)) > _MAX_CONTROLS * len(sample):
        raise BrokenInputError(_binary(sample))
    try:
        return repair(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return repair(_decode(data, _codec(declared)))


def _codec(declared: str | None) -> str:
    try:
        name = codecs.lookup(declared or "utf-8").name
    except (LookupError, ValueError):
        return "utf-8"
    # Pages that declare Latin-1 are written in Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if encoding == "utf-8" and _is_damaged_utf8(data, text):
            return text
        raise BrokenInputError(_wrong_encoding(data, encoding, error.start)) from None
    except (LookupError, UnicodeError, TypeError):  # not a text codec ("hex"), or one without an error position
        raise BrokenInputError(
            f"declares the encoding {encoding!r}, but does not hold to it: save it as UTF-8"
        ) from None


def _is_damaged_utf8(data: bytes, text: str) -> bool:
    whole = sum(1 for _ in _VALID_SEQUENCE.finditer(data))
    return text.count("\ufffd") <= _DAMAGED * whole and b"\0" not in data


def _wrong_encoding(data: bytes, encoding: str, position: int) -> str:
    likely = _likely(data)
    if likely is None and b"\0" in data:
        return "is binary, not text: give a text, page, feed, e-mail or WARC"
    hint = f"; it looks like {likely}" if likely else ""
    return f"is not valid {encoding.upper()} (byte {position}){hint}: save it as UTF-8 and read it again"


def _binary(sample: bytes) -> str:
    if 0.25 <= sample.count(0) / len(sample) <= 0.75 and (0 in sample[:2]):
        return "looks like UTF-16 without a byte order mark: save it as UTF-8 and read it again"
    return "is binary, not text: give a text, page, feed, e-mail or WARC"


def _likely(data: bytes) -> str | None:
    """The encoding that charset-normalizer takes ``data`` to be in, for the message only."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:20_000]).best()
    return best.encoding.replace("_", "-") if best else None
