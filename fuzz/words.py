"""Changes to texts that leave most of it words: bytes changed at random are rarely a sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_PIECE = re.compile(rb"\w+|\s+|[^\w\s]+")
_ODD = [
    part.encode("utf-8", "surrogatepass")
    for part in (
        *("“", "”", "’", '"', " - ", "\n\n", "\r\n", "של", "👩‍", "\u202e", "\0", "\ud83d", "\ufeff", "e\u0301"),
        *("\u2028", "A" * 300, "9" * 40, "0"),
    )
]
_WORDS = (
    b"on in the of early late mid- end last next this that week month year day days 3 2 15 31 2014 1999 May March "
    b"Sunday Friday, yesterday today ago later since until by from to between and summer 1990s 03/04/2015 2015-02-23 "
    b"half first Ramadan 1436 AH said told killed wounded at least 13 civilians soldiers fighters Raqqa Aleppo north "
    b"of near village who which they he her not denied may will if according army government withdrew seized shelled "
    b"him . , : ; ( )"
).split()


def mutated(data: bytes, most: int, seed: int, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """``data`` changed a little, ``most`` bytes at most; now and then by ``otherwise``, which changes bytes."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        return otherwise(data, most)
    head, _, rest = data.partition(b"\n")
    pieces = _PIECE.findall(rest) or [b"."]
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(pieces))
        match chance.randrange(6):
            case 0:
                pieces.insert(at, chance.choice(_WORDS) + b" ")
            case 1:
                pieces[at] = chance.choice(_WORDS)
            case 2:
                pieces.insert(at, chance.choice(_ODD))
            case 3:
                del pieces[at : at + chance.randint(1, 6)]
            case 4:
                until = at + chance.randint(1, 30)
                pieces[at:at] = pieces[at:until]
            case _:
                other = chance.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
        pieces = pieces or [b"."]
    return (head + b"\n" + b"".join(pieces))[:most]
