"""The style sheet of a brief's page: one column, readable on a small screen, in print and without colour."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.2rem 1rem 4rem; max-width: 52rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.55 "Liberation Sans", Arial, Helvetica, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; padding-top: .4rem; border-top: 2px solid #1a1a1a; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p { margin: .4rem 0; }
.stand, .intro, .note, .more, figcaption { color: #4a4a4a; }
.stand, .note, .more { font-size: .875rem; }
.warning { border: 2px solid #1a1a1a; padding: .6rem .8rem; }
nav ul { columns: 2; padding-left: 1.2rem; }
a { color: #0b4a8a; }
a:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
a.cite { text-decoration: none; font-size: .8em; vertical-align: .2em; white-space: nowrap; }
a.cite:hover { text-decoration: underline; }
ul.lines { list-style: none; padding: 0; }
ul.lines > li { margin: .7rem 0; padding-left: .8rem; border-left: 3px solid #c4c4c4; }
blockquote { margin: .25rem 0; padding: 0; font-style: italic; color: #333; }
.note { display: block; }
.wide { overflow-x: auto; padding: 0 1px; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .875rem; line-height: 1.4; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #b0b0b0; padding: .3rem .45rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
thead th { background: #eee; }
tbody th { font-weight: normal; }
figure { margin: 1.2rem 0; }
figure svg { width: 100%; height: auto; display: block; }
ol.citations { padding: 0; list-style: none; font-size: .875rem; }
ol.citations li { margin: .6rem 0; padding-left: 2.6rem; position: relative; }
ol.citations li > .number { position: absolute; left: 0; font-weight: bold; }
ol.citations li:target { background: #fff3c4; outline: 2px solid #b45309; }
code { font-size: .85em; }
@media (max-width: 34rem) {
  body { padding: .8rem .7rem 3rem; }
  nav ul { columns: 1; }
  h1 { font-size: 1.4rem; }
  table { min-width: 32rem; }
}
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  ul.lines > li, figure, tr, ol.citations li { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
  table { min-width: 0; font-size: 8.5pt; }
  a { color: inherit; text-decoration: none; }
}
""".strip()
