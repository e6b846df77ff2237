"""What takes a while to work out of a whole library, kept by a process that answers many, until the library changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from dateline.library.library import Library
from dateline.library.log import read_head

T = TypeVar("T")
_MOST = 24
"""Values that are kept of a library; the one that was not asked for longest goes first."""


class _Kept:
    def __init__(self) -> None:
        self.lock = Lock()
        self.values: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self.making: dict[Hashable, Lock] = {}


_libraries: WeakKeyDictionary[Library, _Kept] = WeakKeyDictionary()


def remember(library: Library) -> None:
    """From now on values of an open library are kept."""
    _libraries.setdefault(library, _Kept())


def kept(library: Library, key: Hashable, make: Callable[[], T]) -> T:
    """The value of a key, which ``make`` works out of the library where it is not kept, or the library has changed
    since. Who asks for a value that is being worked out waits for it."""
    of = _libraries.get(library)
    if of is None:
        return make()
    with of.lock:
        making = of.making.setdefault(key, Lock())
    with making:
        with library.reading() as connection:
            state = read_head(connection).hash
        with of.lock:
            found = of.values.get(key)
            if found is not None and found[0] == state:
                of.values.move_to_end(key)
                value: T = found[1]
                return value
        made = make()
        with of.lock:
            of.values[key] = state, made
            of.values.move_to_end(key)
            while len(of.values) > _MOST:
                gone, _ = of.values.popitem(last=False)
                of.making.pop(gone, None)
    return made
