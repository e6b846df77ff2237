"""``python -m training toponyms``: the tagger of place names, fitted on LGL and TR-News as the reader parses them.

It takes its features from the reader's parse and mentions: fit it again after the reader was trained again. What to
expect of it on other outlets' reports ``dateline bench toponyms`` measures, by cross-validation over outlets.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.toponyms import FITTED, parse
from dateline.locate.index import open_index
from dateline.read.reader import Reader
from dateline.toponyms import tagger
from dateline.toponyms.fit import fit
from dateline.work.pipeline import Tools

OUT = Path(tagger.__file__).with_name(tagger.FILE)


def run(data: Path, weights: Path, out: Path = OUT) -> None:
    """Fits the tagger on the corpora below ``data``, the folder of all corpora, with the reader in ``weights``; writes
    it to ``out``."""
    parsed = parse(data / "geoparsing", Tools(Reader.load(weights), open_index()))
    examples = [example for corpus in FITTED for one in parsed[corpus] for example in one.examples]
    found = fit(examples)
    tagger.save(found, out)
    print(f"{len(examples)} runs of words, {len(found.weights)} features: {out}", file=sys.stderr)
