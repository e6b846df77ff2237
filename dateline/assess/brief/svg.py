"""A small writer of SVG: shapes with pattern as well as colour, so that a picture can be told in black and white.

Numbers are written with one decimal, so that the same picture is the same bytes everywhere."""

from __future__ import annotations

from dateline.assess.brief.escape import xml

INK = "#1a1a1a"
FAINT = "#c4c4c4"
SEA, COAST = "#e3ebf1", "#8a9ba8"
FILLS = ("solid", "stripes", "dots", "cross", "back", "grid")
"""The names of fills, each with a colour and a pattern of its own (:func:`fills`)."""
_COLOURS = {
    "solid": "#0b5394",
    "stripes": "#b45309",
    "dots": "#3f7d20",
    "cross": "#7b2d8b",
    "back": "#a61c3c",
    "grid": "#00707a",
}  # told apart with red-green blindness by lightness and pattern
_MARKS = {
    "stripes": '<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"/>',
    "dots": '<path d="M2,2 h.1 M6,6 h.1" stroke-width="3" stroke-linecap="round"/>',
    "cross": '<path d="M0,0 l8,8 M0,8 l8,-8"/>',
    "back": '<path d="M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4"/>',
    "grid": '<path d="M4,0 v8 M0,4 h8"/>',
}


def fills(prefix: str) -> str:
    """Definitions of the fills; their ids begin with ``prefix``, since ids are one namespace on a page."""
    made = []
    for name in FILLS:
        colour = _COLOURS[name]
        if name == "solid":
            inner = f'<rect width="8" height="8" fill="{colour}"/>'
        else:
            ground = f'<rect width="8" height="8" fill="{colour}" fill-opacity=".22"/>'
            inner = f'{ground}<g stroke="{colour}" stroke-width="1.8" fill="none">{_MARKS[name]}</g>'
        made.append(
            f'<pattern id="{prefix}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">{inner}</pattern>'
        )
    return f"<defs>{''.join(made)}</defs>"


def colour(fill: str) -> str:
    """The colour of a fill, for lines around it."""
    return _COLOURS[fill]


def tag(name: str, content: str | None = None, **attributes: str | float | None) -> str:
    """An element; ``_`` in names of attributes stands for ``-``; None leaves one out."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(v)}"' for key, v in attributes.items() if v is not None
    )
    return f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>"


def text(x: float, y: float, words: str, size: int = 12, anchor: str = "start", **attributes: str | float) -> str:
    """Words at a point, with a pale edge that keeps them readable on lines."""
    more: dict[str, str | float] = {"fill": INK, "paint_order": "stroke", "stroke": "#fff", "stroke_width": 3}
    more.update(attributes)
    return tag("text", xml(words), x=x, y=y, font_size=size, text_anchor=anchor, **more)


def picture(width: int, height: int, name: str, title: str, description: str, content: str) -> str:
    """A whole picture with its name and description for readers who hear it."""
    head = f'<title id="{name}-t">{xml(title)}</title><desc id="{name}-d">{xml(description)}</desc>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{name}-t {name}-d" font-family="Liberation Sans, Arial, Helvetica, sans-serif">'
        f'{head}{fills(name)}<rect width="{width}" height="{height}" fill="#fff"/>{content}</svg>'
    )


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return xml(value)
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown
