"""Errors as problem details (RFC 9457): ``{"type", "title", "status", "detail"}``, and more fields where they help."""

from __future__ import annotations

import errno
import logging
import re
from http import HTTPStatus
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from dateline.errors import DatelineError, GazetteerError, InputError, LibraryError, NotFoundError, UsageError

MEDIA_TYPE = "application/problem+json"
AGAIN = {"retry-after": "5"}
"""With each 503: what is in the way most often passes within seconds."""
_NO_ROOM = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EIO)
)
"""What the system says where it lacks room, files or memory, or a disk fails: no fault of ours, and it may pass."""
_OPTION = re.compile(r"(?<![\w-])--(?=[a-z])")
_log = logging.getLogger("dateline.web")


class Problem(HTTPException):
    """A wrong or refused request. ``more``: fields of the problem beside the usual ones."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail=detail, status_code=status, headers=headers)
        self.more = more


def missing(detail: str) -> Problem:
    """There is nothing there: 404."""
    return Problem(404, detail)


def conflict(detail: str, **more: Any) -> Problem:
    """Somebody else was first: 409; ``more`` says what there is now."""
    return Problem(409, detail, **more)


def answer(
    status: int, detail: str, headers: dict[str, str] | None = None, more: dict[str, Any] | None = None
) -> Response[dict[str, Any]]:
    """The response that tells of a problem."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response({**(more or {}), **body}, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def status_of(error: DatelineError) -> int:
    """The status that tells of an error: 400 a wrong call, 404 nothing there, 422 an input that cannot be read, 503 a
    library or place index that cannot be used now."""
    if isinstance(error, UsageError):
        return 400
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, InputError):
        return 422
    return 503 if isinstance(error, (LibraryError, GazetteerError)) else 500


def plain(error: DatelineError) -> str:
    """What an error says, with a query's names in place of a command's options."""
    return _OPTION.sub("", str(error))


def _own(_: Request[Any, Any, Any], error: DatelineError) -> Response[dict[str, Any]]:
    status = status_of(error)
    return answer(status, plain(error), AGAIN if status == HTTPStatus.SERVICE_UNAVAILABLE else None)


def _http(_: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, Any]]:
    more = error.more if isinstance(error, Problem) else {}
    detail = error.detail
    if isinstance(error, ValidationException):
        found = error.extra if isinstance(error.extra, list) else []
        said = [_field(one) for one in found if isinstance(one, dict)]
        detail = "; ".join(said) or detail
    headers = {str(name): str(value) for name, value in (error.headers or {}).items()}
    return answer(error.status_code, detail, headers, more)


def _field(found: dict[str, Any]) -> str:
    key, message = found.get("key"), found.get("message", "is wrong")
    return f"{key}: {message}" if key else str(message)


def _nested(_: Request[Any, Any, Any], error: RecursionError) -> Response[dict[str, Any]]:
    """JSON within JSON without end. (Nothing of ours calls itself as deep as what it is given.)"""
    return answer(400, "the request is nested too deeply")


def _no_text(_: Request[Any, Any, Any], error: UnicodeDecodeError) -> Response[dict[str, Any]]:
    """JSON whose strings are no UTF-8. (What the library holds is text already.)"""
    return answer(400, f"the request is not UTF-8 ({error.reason})")


def _system(request: Request[Any, Any, Any], error: OSError) -> Response[dict[str, Any]]:
    """The system could not do what was asked of it, outside the library: a file of an upload or an export, say."""
    if error.errno not in _NO_ROOM:
        return _fault(request, error)
    _log.warning("%s %s: %s", request.method, request.url.path, error.strerror)
    return answer(503, f"the server's system says: {error.strerror}; ask again when there is room", AGAIN)


def _fault(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    """A fault of our own. What it says may hold words of reports: it goes to the server's own log alone."""
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(500, "a fault of dateline's own: the server's log says more")


HANDLERS: ExceptionHandlersMap = {
    HTTPException: _http,
    DatelineError: _own,
    RecursionError: _nested,
    UnicodeDecodeError: _no_text,
    OSError: _system,
    Exception: _fault,
}
"""What answers for each kind of error."""
