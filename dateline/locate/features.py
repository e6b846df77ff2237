"""What a GeoNames feature code is in our terms: kind, size, and how well known such places are.

A dump holds every farm, spring and hotel; places that reports name are few among them. Most sites and natural features
of a dump therefore stand below a village. Codes as in https://www.geonames.org/export/codes.html; sizes and standings
are our own, the sizes large rather than small: GeoNames has a point alone, and no circle may be smaller than what it
stands for.
"""

from __future__ import annotations

from msgspec import Struct


class Kind(Struct, frozen=True):
    """``feature`` as in the output, ``radius_km`` around the point where nothing better is known, and ``standing``: how
    well known a place of the kind is, in the units of ``dateline.locate.candidates.prominence`` (a hamlet has 0.9)."""

    feature: str
    radius_km: float
    standing: float


VILLAGE = 0.9
"""Standing of a settlement of which no population is known."""
_SITE, _NATURE, _NOTED = 0.6, 0.8, 1.2

_BY_CODE: dict[str, Kind] = {
    code: Kind(feature, radius, standing)
    for codes, feature, radius, standing in (
        ("A.PCLI A.PCL A.PCLD A.PCLF A.PCLS A.PCLIX", "country", 1000.0, 4.5),
        ("A.TERR A.LTER A.ZN A.ZNB A.PRSH", "area", 50.0, _NATURE),
        ("A.ADM1", "admin1", 150.0, 1.5),
        ("A.ADM2 A.ADMD", "admin2", 60.0, 1.1),
        ("A.ADM3 A.ADM4 A.ADM5", "admin2", 30.0, 0.85),
        ("H.STM H.STMS H.STMX H.STMA", "river", 100.0, _NATURE),
        ("H.STMI H.STMIX H.STMD H.STMC H.WAD H.WADS H.WADX H.WADB", "river", 50.0, _NATURE),
        ("H.STMM H.STMB H.RVN H.CNFL H.ESTY", "river", 10.0, _NATURE),
        ("H.CNL H.CNLA H.CNLB H.CNLD H.CNLI H.CNLN H.CNLQ H.CNLSB H.CNLX H.DTCH", "canal", 50.0, _NATURE),
        ("H.LK H.LKI H.LKN H.LKX H.LKO H.LKC H.RSV H.RSVI H.LGN H.LGNX", "lake", 20.0, _NATURE),
        ("H.LKS H.LKSI H.LKSN H.LKSC", "lake", 50.0, _NATURE),
        ("H.PND H.PNDI H.PNDN H.PNDS H.PNDNI H.RSVT H.POOL", "lake", 3.0, _SITE),
        ("H.OCN", "ocean", 6000.0, 3.6),
        ("H.SEA", "sea", 1500.0, 2.4),
        ("H.GULF", "sea", 500.0, 1.6),
        ("H.BAY H.BAYS H.BGHT H.STRT H.CHN H.SD H.FJD H.FJDS", "sea", 60.0, _NATURE),
        ("L.CONT", "continent", 6000.0, 4.2),
        ("L.RGN L.RGNE L.RGNH L.RGNL L.CST L.RGNA L.TRB", "area", 150.0, 1.0),
        (
            "L.AREA L.RES L.RESA L.RESF L.RESH L.RESN L.RESP L.RESV L.RESW L.PRK L.OILF L.GASF L.OAS",
            "area",
            40.0,
            _NATURE,
        ),
        ("L.MILB L.NVB", "facility", 8.0, _NOTED),
        ("L.LCTY L.PRT L.INDS L.CMN L.DEVH", "area", 5.0, _SITE),
        ("P.PPLC", "settlement", 0.0, 1.9),
        ("P.PPLA", "settlement", 0.0, 1.5),
        ("P.PPLA2 P.PPLG", "settlement", 0.0, 1.2),
        ("P.PPLX", "settlement", 0.0, 0.7),
        ("P.PPLQ P.PPLW P.PPLH P.PPLCH P.PPLF", "settlement", 0.0, 0.5),
        ("R.RD R.RR R.RTE R.TRL R.RDA R.OILP R.PTGE R.CSWY R.RRQ", "road", 100.0, _SITE),
        ("S.AIRP S.AIRB", "airport", 5.0, _NOTED),
        ("S.AIRF S.AIRH S.AIRQ S.AIRT", "airport", 3.0, _SITE),
        ("S.DAM S.DAMQ S.DAMSB", "dam", 4.0, _NOTED),
        ("S.CMPRF", "camp", 4.0, _NOTED),
        ("S.CMP S.CMPO S.CMPQ S.CMPL S.CMPLA S.CMPMN", "camp", 4.0, _SITE),
        ("S.PSTB S.PSTC", "crossing", 3.0, _NOTED),
        ("S.INSM S.NOV S.PRN S.OILR S.PS S.PSH S.PSN", "facility", 3.0, _NATURE),
        ("T.ISL T.ISLT T.ISLF T.ISLM T.ISLET", "island", 30.0, _NATURE),
        ("T.ISLS T.ISLX T.ATOL", "island", 150.0, _NATURE),
        ("T.MTS T.HLLS T.RDGE T.PKS T.RKS", "mountain", 100.0, _NATURE),
        ("T.MT T.PK T.VLC T.HLL T.PASS T.GAP", "mountain", 8.0, _NATURE),
        ("T.DSRT T.PLN T.PLNX T.PLAT T.PLATX T.UPLD T.VAL T.VALS T.PEN T.PENX T.DLTA T.BSNU", "area", 150.0, _NATURE),
    )
    for code in codes.split()
}
_BY_CLASS = {
    "A": Kind("area", 50.0, _NATURE),
    "H": Kind("area", 10.0, _SITE),
    "L": Kind("area", 20.0, _SITE),
    "P": Kind("settlement", 0.0, VILLAGE),
    "R": Kind("road", 20.0, _SITE),
    "S": Kind("facility", 2.0, _SITE),
    "T": Kind("area", 20.0, _SITE),
    "V": Kind("area", 20.0, _SITE),
}
CLASSES = frozenset({*_BY_CLASS, "U", ""})
"""GeoNames' feature classes; some places have none."""
_UNKNOWN = Kind("area", 20.0, _SITE)


def kind_of(code: str) -> Kind | None:
    """The kind of a place by its class and code ("P.PPLA"); None for what no report of today names: features of the sea
    floor, and countries and areas of former times."""
    group, _, short = code.partition(".")
    if group == "U" or (group == "A" and short.endswith("H") and short != "PRSH"):
        return None
    return _BY_CODE.get(code) or _BY_CLASS.get(group) or _UNKNOWN


def standing(code: str) -> float:
    """How well known a place of that code is, its people left aside."""
    kind = kind_of(code)
    return kind.standing if kind else _SITE
