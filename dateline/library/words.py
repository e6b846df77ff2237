"""The words of a reading (its tokens) in little room: column by column, as small whole numbers.

They are five bytes a word packed by zlib, as JSON objects fifteen. They are kept so that what a claim tells can be
worked out again, by a newer version or for a claim that a person adds, without the model that read the report."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, json

from dateline.values import Token

_LOWER, _AS_IS = 0, 1


class _Columns(Struct, frozen=True):
    """A number a word in each: characters since the end of the word before, its length, the lemma (0: the word in
    lower case, 1: as it stands), numbers in ``kinds`` and ``relations``, words to the head, sentences since the word
    before."""

    kinds: list[str]
    relations: list[str]
    gaps: list[int]
    lengths: list[int]
    lemmas: list[int | str]
    pos: list[int]
    heads: list[int]
    relation: list[int]
    sentences: list[int]


def packed(tokens: Sequence[Token], text: str) -> bytes:
    """Tokens of ``text`` as bytes, always the same for the same ones."""
    kinds, relations = sorted({t.pos for t in tokens}), sorted({t.relation for t in tokens})
    kind_of, relation_of = ({name: i for i, name in enumerate(names)} for names in (kinds, relations))
    ends, numbers = [0, *(t.end for t in tokens)], [0, *(t.sentence for t in tokens)]
    columns = _Columns(
        kinds,
        relations,
        [t.start - end for t, end in zip(tokens, ends, strict=False)],
        [t.end - t.start for t in tokens],
        [_lemma(t, text[t.start : t.end]) for t in tokens],
        [kind_of[t.pos] for t in tokens],
        [t.head - i for i, t in enumerate(tokens)],
        [relation_of[t.relation] for t in tokens],
        [t.sentence - number for t, number in zip(tokens, numbers, strict=False)],
    )
    return json.encode(columns)


def unpacked(data: bytes, text: str) -> tuple[Token, ...]:
    """The tokens that ``packed`` was given. Raises ValueError for bytes that it did not make."""
    try:
        columns = _decode(data)
        made: list[Token] = []
        end = sentence = 0
        rows = zip(
            columns.gaps, columns.lengths, columns.lemmas, columns.pos, columns.heads, columns.relation,
            columns.sentences, strict=True,
        )  # fmt: skip
        for i, (gap, length, lemma, pos, head, relation, later) in enumerate(rows):
            start, sentence = end + gap, sentence + later
            end = start + length
            form = text[start:end]
            known = lemma if isinstance(lemma, str) else form if lemma == _AS_IS else form.lower()
            made.append(Token(start, end, known, columns.kinds[pos], i + head, columns.relations[relation], sentence))
        return tuple(made)
    except (ValueError, IndexError) as error:  # ValueError: no JSON of this kind, or no UTF-8
        raise ValueError(f"no words of a reading ({error})") from error


_decode = json.Decoder(_Columns).decode


def _lemma(token: Token, form: str) -> int | str:
    if token.lemma == form.lower():
        return _LOWER
    return _AS_IS if token.lemma == form else token.lemma
