"""Every error that dateline raises on purpose; each message says what to do next."""

from __future__ import annotations


class DatelineError(Exception):
    """Root of all errors raised on purpose. The message is one line, meant for the person at the terminal."""


class InputError(DatelineError):
    """An input (file, page, feed, record) could not be read; the others still can."""


class NotFoundError(InputError):
    """The file or folder is not there."""


class UnknownFormatError(InputError):
    """The kind of file is not one that dateline reads."""


class BrokenInputError(InputError):
    """The kind is known, but the content is damaged, binary or cut short."""


class NoArticleError(InputError):
    """The page or file holds no article text."""


class LanguageError(InputError):
    """The report is in a language that dateline does not read yet."""


class FetchError(InputError):
    """A URL could not be fetched, or may not be (see ``dateline.collect.fetch``)."""


class RefusedError(FetchError):
    """The address is none that may be reached; nobody was asked."""


class UnreachableError(FetchError):
    """Nobody answered, or not in time: another time it may."""


class UsageError(DatelineError):
    """The call itself is wrong: an unknown option value, a bad date, a missing folder of data."""


class ModelError(DatelineError):
    """The bundled model is missing, damaged, or made for another version."""


class GazetteerError(DatelineError):
    """The place index could not be built or opened."""


class LibraryError(DatelineError):
    """The library could not be opened, read or written; what was acknowledged before is safe."""


class RemovedError(InputError):
    """The report was removed from the library."""


class ConflictError(DatelineError):
    """Someone else judged the same meanwhile: look at it again. What they judged is in ``newer``."""

    def __init__(self, message: str, newer: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.newer = newer
