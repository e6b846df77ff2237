"""The desk as an ASGI application, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, MediaType, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ASGIApp

from dateline.library.engine import keep_no_pages
from dateline.library.library import Library
from dateline.version import __version__
from dateline.web import api
from dateline.web.desk import Desk, desk_of
from dateline.web.etag import Versions, answer_known
from dateline.web.packing import Packing
from dateline.web.pages import front, page
from dateline.web.problems import HANDLERS
from dateline.web.reference import reference, style
from dateline.web.security.admit import admit
from dateline.web.security.person import Person
from dateline.web.security.shield import Shield
from dateline.web.settings import Settings
from dateline.work import kept, who_kept
from dateline.work.jobs import MOST
from dateline.work.keep import opened

API = "/api/v1"


def create_app(
    library_url: str | None,
    evidence: str | None,
    settings: Settings,
    tell: Callable[[str], object] = lambda _: None,
    create: bool = True,
) -> Litestar:
    """The desk of the library at ``library_url`` (None: the user's own), which is opened now and closed when the
    application ends. ``tell`` is called with every one-time token. Raises what opening a library raises."""
    library = opened(library_url, evidence, create)
    keep_no_pages(library.engine)
    who_kept.remember(library)
    kept.remember(library)
    desk = Desk(library, settings, tell)

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        desk.open()
        try:
            yield
        finally:
            await desk.close()

    app = Litestar(
        route_handlers=[_router(), reference, style, front, page],
        state=State({"desk": desk}),
        lifespan=[lifespan],
        exception_handlers=HANDLERS,
        openapi_config=_openapi(),
        multipart_form_part_limit=MOST + 10,
        request_max_body_size=None,  # the shield sees to it, before anything is read
        debug=False,
        logging_config=None,
    )
    app.asgi_handler = _shielded(app.asgi_handler, settings)
    return app


def _router() -> Router:
    return Router(
        API,
        route_handlers=api.handlers(),
        guards=[admit],
        before_request=answer_known,
        middleware=[Packing(), Versions()],
        dependencies={
            "library": Provide(_library, sync_to_thread=False),
            "person": Provide(_person, sync_to_thread=False),
            "settings": Provide(_settings, sync_to_thread=False),
        },
    )


def _library(request: Request[Any, Any, Any]) -> Library:
    return desk_of(request).library


def _person(request: Request[Person, Any, Any]) -> Person:
    return request.user


def _settings(request: Request[Any, Any, Any]) -> Settings:
    return desk_of(request).settings


def _openapi() -> OpenAPIConfig:
    """The description at ``/api/openapi.json``; the page that shows it is our own (``dateline.web.reference``)."""
    return OpenAPIConfig(
        title="dateline",
        version=__version__,
        description="A library of reports over HTTP. A program sends an API token: Authorization: Bearer TOKEN.",
        path="/api",
        render_plugins=[JsonRenderPlugin(path="/openapi.json", media_type=MediaType.JSON)],
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer", description="An API token.")}
        ),
        security=[{"token": []}],
    )


def _shielded(app: ASGIApp, settings: Settings) -> ASGIApp:
    return Shield(app, settings)
