"""``/api/docs``: the reference of the API as one page without any script, made from its OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from litestar import Request, Response, get

_METHODS = ("get", "post", "put", "patch", "delete")
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h2 { border-top: 1px solid; margin-top: 2.5rem; padding-top: .5rem; }
h3 code { overflow-wrap: anywhere; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid #8888; padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top; }
"""


@get("/api/docs", include_in_schema=False, sync_to_thread=True)
def reference(request: Request[Any, Any, Any]) -> Response[str]:
    """The page."""
    return Response("".join(_page(request.app.openapi_schema.to_schema())), media_type="text/html; charset=utf-8")


@get("/api/docs.css", include_in_schema=False, sync_to_thread=False)
def style() -> Response[str]:
    """Its style."""
    return Response(_STYLE, media_type="text/css; charset=utf-8")


def _page(schema: dict[str, Any]) -> Iterator[str]:
    info = schema["info"]
    yield '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield f'<title>{escape(info["title"])} API</title><link rel="stylesheet" href="/api/docs.css"><main>'
    yield f"<h1>{escape(info['title'])} {escape(info['version'])}: the API</h1><p>{escape(info.get('description', ''))}"
    yield ' For programs: <a href="/api/openapi.json">openapi.json</a>.</p><h2>Requests</h2>'
    for path, item in sorted(schema.get("paths", {}).items()):
        for method in _METHODS:
            if method in item:
                yield from _operation(method, path, item[method])
    yield "<h2>Values</h2>"
    for name, value in sorted(schema.get("components", {}).get("schemas", {}).items()):
        yield from _value(name, value)
    yield "</main></html>"


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h3><code>{method.upper()} {escape(path)}</code></h3><p>{escape(operation.get('description') or '')}</p>"
    parameters = operation.get("parameters") or []
    if parameters:
        yield "<table><tr><th>parameter<th>in<th>type<th>"
        for one in parameters:
            need = " (needed)" if one.get("required") else ""
            said, where = escape(one.get("description") or ""), escape(one["in"])
            yield f"<tr><td><code>{escape(one['name'])}</code>{need}<td>{where}"
            yield f"<td>{_type(one.get('schema'))}<td>{said}"
        yield "</table>"
    for kind, media in (operation.get("requestBody") or {}).get("content", {}).items():
        yield f"<p>Body, <code>{escape(kind)}</code>: {_type(media.get('schema'))}</p>"
        yield from _fields(media.get("schema") or {})
    for status, response in sorted((operation.get("responses") or {}).items()):
        if status.startswith("2"):
            kinds = [_type(media.get("schema")) for media in (response.get("content") or {}).values()]
            yield f"<p>Answer {escape(status)}: {', '.join(kinds) or 'nothing'}</p>"


def _value(name: str, value: dict[str, Any]) -> Iterator[str]:
    title = _anchor(name)
    yield f'<h3 id="{title}">{escape(name)}</h3><p>{escape(value.get("description") or "")}</p>'
    yield from _fields(value)


def _fields(value: dict[str, Any]) -> Iterator[str]:
    fields = value.get("properties") or {}
    if fields:
        yield "<table><tr><th>field<th>type<th>"
        for name, field in fields.items():
            yield f"<tr><td><code>{escape(name)}</code><td>{_type(field)}<td>{escape(field.get('description') or '')}"
        yield "</table>"


def _type(schema: dict[str, Any] | None) -> str:
    if not schema:
        return "any"
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{_anchor(name)}">{escape(name)}</a>'
    for joined in ("oneOf", "anyOf"):
        if joined in schema:
            return " | ".join(_type(one) for one in schema[joined])
    if "enum" in schema:
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    kind = schema.get("type", "any")
    if isinstance(kind, list):
        return " | ".join(escape(str(one)) for one in kind)
    return f"list of {_type(schema.get('items'))}" if kind == "array" else escape(str(kind))


def _anchor(name: str) -> str:
    return escape("".join(c if c.isalnum() else "-" for c in name))
