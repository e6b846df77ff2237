"""Place names end to end on LGL, TR-News and GeoVirus: text in, the layer ``places`` of a reading out.

``…_precision``, ``…_recall``, ``…_f1``: a name is right when its start and end are those of a marked one, as in Gritta
et al. 2020 (doi:10.1007/s10579-019-09475-3); all marked names count, metonyms and those without coordinates included.
``…_overlap_f1``: when it shares a character with one, paired one to one. ``…_accuracy161``: of all marked names with
coordinates, the share (0 to 1) found with the same extent and placed within 161 km; one not found counts as wrong.

LGL and TR-News mark words of nationality ("Russian") more often than not, GeoVirus does not. The layer holds them only
where a claim's place is told by one (the layer ``mentions`` holds them all), so that some recall is out of reach in the
former two: ``…_names_f1`` leaves such words out of gold.

The tagger of names is fitted on LGL and TR-News. Theirs are figures of taggers fitted without the article's outlet:
the outlets are dealt into five folds, and the names of each are found by a tagger fitted on the other four; they are
placed by a ranker trained without the article. GeoVirus is read as users' reports are, with the tagger that is shipped;
nothing was fitted, tuned or looked at there, but that its marked words of nationality were counted (22 of 258).
For finding defects the articles of LGL and TR-News with even numbers were looked at: the split ``seen``. ``unseen`` is
all the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from msgspec import Struct, structs

from benchmarks import differences
from benchmarks.corpora.toponyms import FILES, Article, Toponym, toponyms
from benchmarks.geoparsing import NEAR_KM
from benchmarks.place_folds import ranker_for
from benchmarks.reads import Reads, as_report
from benchmarks.renamed import capitals, renamed
from benchmarks.spans import Counts, exact, overlapping
from dateline.locate.context import nationalities
from dateline.locate.geo import distance_km
from dateline.locate.index import Index, open_index
from dateline.locate.names import fold
from dateline.locate.ranker import using
from dateline.read.reader import Reader
from dateline.toponyms.examples import examples
from dateline.toponyms.fit import Example, fit
from dateline.toponyms.known import gazetteer
from dateline.values import Place
from dateline.work import pipeline

SPLITS = ("dev", "seen", "unseen")
FITTED = ("lgl", "trnews")
"""The corpora that the tagger is fitted on."""
FOLDS = 5
SHOUTED, RENAMED = 4, 2
"""Of so many articles that a tagger is fitted on, one goes in a second time: in capitals, as old wires are printed, and
with its places named after those of countries at war (:mod:`benchmarks.renamed`)."""


class Parse(Struct, frozen=True):
    """An article, as parsed, and the labelled runs of words in it and in its copies."""

    article: Article
    parsed: pipeline.Parsed
    examples: list[Example]


class Score(Struct, frozen=True):
    """Counts over articles: by extent, by overlap, by extent without words of nationality; the placed of the names with
    coordinates."""

    exact: Counts = Counts()
    overlap: Counts = Counts()
    names: Counts = Counts()
    near: int = 0
    placed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.exact + other.exact,
            self.overlap + other.overlap,
            self.names + other.names,
            self.near + other.near,
            self.placed + other.placed,
        )

    def metrics(self, corpus: str) -> dict[str, float]:
        """The figures under the corpus's name."""
        return {
            **self.exact.metrics(corpus),
            f"{corpus}_overlap_f1": round(self.overlap.f1, 2),
            f"{corpus}_names_f1": round(self.names.f1, 2),
            f"{corpus}_accuracy161": round(self.near / max(1, self.placed), 4),
        }


def files(data: Path, split: str) -> list[Path]:
    """The files that ``run`` reads."""
    return [data / name for name in sorted(FILES.values())]


def run(data: Path, split: str, reader: Reads, errors: Path | None = None) -> dict[str, float]:
    """Figures by corpus, such as ``lgl_f1``. ``errors`` gets a page with what was missed and what was too much in the
    articles that may be looked at."""
    tools = pipeline.Tools(cast(Reader, reader), open_index())
    found: dict[str, float] = {}
    sections: list[differences.Section] = []
    for corpus, answers in {**_cross_fitted(data, tools), "geovirus": _shipped(data, tools)}.items():
        numbered = [(n, a, p) for n, (a, p) in enumerate(answers) if _in_split(corpus, n, split)]
        total = sum((score(article, places) for _, article, places in numbered), Score())
        found |= total.metrics(corpus) if numbered else {}
        sections += [_section(f"{corpus} {n}", a, p) for n, a, p in numbered if _in_split(corpus, n, "seen")]
    if errors:
        differences.write(errors, f"Place names, {split}", found, sections)
    return found


def parse(data: Path, tools: pipeline.Tools) -> dict[str, list[Parse]]:
    """The articles of the corpora that the tagger is fitted on, parsed."""
    made: dict[str, list[Parse]] = {}
    for corpus in FITTED:
        made[corpus] = []
        for number, article in enumerate(toponyms(data, corpus)):
            key = f"{corpus} {number}"
            copies = [capitals(article)] if number % SHOUTED == 0 else []
            copies += [renamed(article, gazetteer(tools.index), key)] if number % RENAMED else []
            parsed = pipeline.parse(as_report(key, article.text), tools)
            labelled = _examples(parsed, article, tools.index)
            for copy in copies:
                labelled += _examples(pipeline.parse(as_report(key, copy.text), tools), copy, tools.index)
            made[corpus].append(Parse(article, parsed, labelled))
    return made


def folds(outlets: Sequence[str]) -> list[int]:
    """The fold of each article, all of an outlet in one: the outlets with most articles are dealt first, each into the
    fold that has the fewest."""
    load = [0] * FOLDS
    of: dict[str, int] = {}
    for outlet, number in sorted(Counter(outlets).items(), key=lambda pair: (-pair[1], pair[0])):
        of[outlet] = min(range(FOLDS), key=lambda fold: (load[fold], fold))
        load[of[outlet]] += number
    return [of[outlet] for outlet in outlets]


def score(article: Article, places: Iterable[Place]) -> Score:
    """The counts of one article."""
    by_extent = {(p.start, p.end): p for p in places}
    gold = {(t.start, t.end) for t in article.toponyms}
    kept = {span for span in gold if fold(article.text[span[0] : span[1]]) not in nationalities()}
    located = [t for t in article.toponyms if t.latitude is not None]
    near = sum(_is_near(t, by_extent.get((t.start, t.end))) for t in located)
    return Score(
        exact(gold, by_extent),
        overlapping([(*span, "") for span in gold], [(*span, "") for span in by_extent]),
        exact(kept, by_extent),
        near,
        len(located),
    )


def _is_near(gold: Toponym, place: Place | None) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    if gold.latitude is None or gold.longitude is None:
        return False
    return distance_km(gold.latitude, gold.longitude, place.latitude, place.longitude) <= NEAR_KM


def _examples(parsed: pipeline.Parsed, article: Article, index: Index) -> list[Example]:
    return examples(parsed.tree, [(t.start, t.end) for t in article.toponyms], gazetteer(index))


def _cross_fitted(data: Path, tools: pipeline.Tools) -> dict[str, list[tuple[Article, tuple[Place, ...]]]]:
    """The places of each article of LGL and TR-News, by a tagger fitted without its outlet."""
    parsed = parse(data, tools)
    order = [(corpus, n) for corpus in FITTED for n in range(len(parsed[corpus]))]
    fold_of = dict(zip(order, folds([parsed[c][n].article.outlet for c, n in order]), strict=True))
    places: dict[tuple[str, int], tuple[Place, ...]] = {}
    for number in range(FOLDS):
        rest = [e for c, n in order if fold_of[c, n] != number for e in parsed[c][n].examples]
        own = [key for key in order if fold_of[key] == number]
        if own and rest:
            fitted = structs.replace(tools, tagger=fit(rest))
            for c, n in own:
                with using(ranker_for(parsed[c][n].article.text)):
                    places[c, n] = pipeline.reading(parsed[c][n].parsed, fitted).places
    return {
        corpus: [(one.article, places[corpus, n]) for n, one in enumerate(parsed[corpus]) if (corpus, n) in places]
        for corpus in FITTED
    }


def _shipped(data: Path, tools: pipeline.Tools) -> Iterator[tuple[Article, tuple[Place, ...]]]:
    for number, article in enumerate(toponyms(data, "geovirus")):
        yield article, pipeline.read(as_report(f"geovirus {number}", article.text), tools).places


def _in_split(corpus: str, number: int, split: str) -> bool:
    return split == "dev" or (split == "seen") == (corpus in FITTED and number % 2 == 0)


def _section(title: str, article: Article, places: Sequence[Place]) -> differences.Section:
    gold = [(t.start, t.end, "place") for t in article.toponyms]
    return differences.Section(
        title, differences.span_rows(article.text, gold, [(p.start, p.end, "place") for p in places])
    )
