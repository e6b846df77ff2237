"""The words of relation: regular expressions for what stands before, behind and inside a place's name.

All are matched on a bounded stretch of text beside the name, so none costs more on a long report.
"""

from __future__ import annotations

import re

from dateline.locate.measures import COMPASS, DISTANCE

FLAGS = re.IGNORECASE

_FEATURE = (
    r"(?:city|cities|town|village|hamlet|district|sub-?district|governorate|province|region|area|suburb|camp|border|"
    r"crossing|dam|countryside|municipality|neighbou?rhood|outskirts|state|county|capital|river|locality|settlement|"
    r"airport|base|island|junction)"
)
# What may stand between the relation word and the name: "near | the strategic Syrian border town of | Kobane".
_LINKS = "in|at|on|from|to|of|and|or|with|by|for|who|which|that|as|after|before|into|than|near|were|was"
FILL = rf"(?:the |a |an )?(?:(?:(?!(?:{_LINKS})\b)[\w’'-]{{1,20}} ){{0,4}}?{_FEATURE}s?,? (?:of )?(?:the )?)?$"
_NAME = r"(?!(?:Near|Outside|Around|Along|Between|In|On|At|The|North|South|East|West)\b)[^\W\d_a-z][\w’'-]*"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,2}}"
_ROAD = r"(?:road|highway|route|motorway|railway|axis|corridor|supply (?:line|route)|line|track|pipeline)"
_SOFT = r"(?:away |some distance |just |to the |due |far )"

# A unit or a manner of travel, a point of the compass: a stretch of text without one holds no distance or no direction.
UNITS = re.compile(
    r"k(?:ms?\b|ilom)|mile|\bmi\b|met(?:er|re)|yard|yds|f(?:oo|ee)t|drive|walk|ride|march|by (?:car|road)", FLAGS
)
COMPASS_POINTS = re.compile(r"north|south|east|west", FLAGS)

DISTANCE_DIRECTION = re.compile(
    rf"(?<![\w.,])({DISTANCE})\s{_SOFT}{{0,2}}({COMPASS})\s(?:of|from|outside)\s{FILL}", FLAGS
)
DISTANCE_ONLY = re.compile(
    rf"(?<![\w.,])({DISTANCE})\s(?:away |outside )?(?:from|of|outside|off|short of|inside|beyond)\s{FILL}", FLAGS
)
DIRECTION = re.compile(rf"\b({COMPASS})\s(?:of|from)\s{FILL}", FLAGS)
PART_OF = re.compile(
    rf"(?<!\bto )\bthe (?:far |extreme |deep )?({COMPASS}) of {FILL}",
    FLAGS,
)
PART = re.compile(rf"\b({COMPASS})(?<=ern) (?:the )?$", FLAGS)
INSIDE_PART = re.compile(
    rf"\b{COMPASS} (?:parts?|areas?|side|half|end|edge|corner|districts?|suburbs?|sector) of {FILL}", FLAGS
)
PART_INSIDE = re.compile(r"(?:the )?(?:far )?((?:north|south|east|west)(?:-?(?:east|west))?ern) (?=\S)", FLAGS)
DIRECTION_INSIDE = re.compile(
    r"(?:the )?(?:far )?((?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?) (?=[A-Z])", FLAGS
)
OFF_COAST = re.compile(rf"\b(?:off (?:the )?(?:\w+ )?(?:coasts?|shores?) of|waters off|(?<=km )off) {FILL}", FLAGS)

_LEFT_WORDS = {
    "countryside-of": (
        r"countrysides? (?:of|around|near|surrounding)|rural (?:areas?|parts|districts) (?:of|around)|hinterlands? of|"
        r"farmlands? (?:of|around)"
    ),
    "outskirts-of": (
        r"outskirts of|(?:edges?|fringes?|gates?|perimeter) of|suburbs? of|(?:entrances?|approaches) (?:to|of)"
    ),
    "road-to": rf"{_ROAD}s? (?:\w+ )?(?:to|towards?|into)|en route to|on the way to",
    "border-of": r"borders? (?:with|of|area with|region with)|frontier with|bordering|which borders",
    "along": r"along|banks? of|shores? of|coasts? of|astride|(?:up|down)(?:stream|river) (?:of|from)",
    "near": (
        r"near|close to|in the vicinity of|not far from|outside(?: of)?|adjacent to|next to|around|beside|"
        r"surroundings of|environs of|overlooking|a short (?:drive|distance|way) from"
    ),
}
#: What each expression for a road holds, and each of those above, in small letters: where none of it stands there is
#: nothing to be tried, which is so for most names.
ROADS = ("road", "highway", "route", "motorway", "railway", "axis", "corridor", "supply", "line", "track")
LEFT_HOLDS = (
    *ROADS, "countryside", "rural", "hinterland", "farmland", "outskirts", "edge", "fringe", "gate", "perimeter",
    "suburb", "entrance", "approach", "on the way", "border", "frontier", "along", "bank", "shore", "coast", "astride",
    "stream", "river", "near", "close", "vicinity", "not far", "outside", "adjacent", "next", "around", "beside",
    "surroundings", "environs", "overlooking", "short",
)  # fmt: skip
#: In the order in which they are tried, as the name of the relation and what stands before the place's name.
LEFT_RULES = [(name, re.compile(rf"\b(?:{before}) {FILL}", FLAGS)) for name, before in _LEFT_WORDS.items()]
AREA_OF = re.compile(rf"(?<!ern )\barea of {FILL}", FLAGS)
#: "the Cairns suburb of Edmonton": what follows is the suburb itself.
SUBURB_ITSELF = re.compile(rf"\b{_NAME}(?:['’]s?)? (?i:(?:{COMPASS} )?suburbs? of) (?:\w+, )?$")
RURAL = re.compile(r"\brural $", FLAGS)

BETWEEN_FIRST = re.compile(rf"\b(?:[a-z]+ing )?between {FILL}", FLAGS)
BETWEEN_SECOND = re.compile(rf"\bbetween (?P<first>[^.;:!?\n]{{2,50}}) and {FILL}", FLAGS)
AND_AFTER = re.compile(r"[^.;:!?\n]{0,30}? and ", FLAGS)
#: What is between two parties, not between two places.
PARTIES = re.compile(
    r"\b(?:clash\w*|fight\w*|battles?|wars?|conflicts?|disputes?|tensions?|relations?\w*|ties|talks|agreements?|deals?|pacts?|"
    r"accords?|treat(?:y|ies)|cease-?fires?|truces?|trade|co-?operation|differences?|rivalry|peace|hostilit(?:y|ies)|"
    r"negotiations?|dialogue|alliances?|meetings?|match|games?|war-?torn|partnership|exchanges?|enmity|feuds?|split|links?|"
    r"choose|distinguish|distinction|balance|mediat\w+|friendship|rapprochement|standoff|contacts?)"
    r"(?: (?!and\b)[\w’'-]{1,16}){0,4} between ",
    FLAGS,
)
BORDER_FIRST = re.compile(rf"\b(?:borders?|frontier)(?: (?:area|region|line|zone))? between {FILL}", FLAGS)
BORDER_SECOND = re.compile(
    rf"\b(?:borders?|frontier)(?: (?:area|region|line|zone))? between [^.;:!?\n]{{2,40}} and {FILL}", FLAGS
)
_LINKING = r"(?:between|from|linking|connecting|connects?|links?|joining)"
_ROAD_BETWEEN = rf"\b{_ROAD}s?(?! ?block)(?: [\w’'-]{{1,16}}){{0,3}}? {_LINKING}"
ROAD_FIRST = re.compile(rf"{_ROAD_BETWEEN} {FILL}", FLAGS)
ROAD_SECOND = re.compile(rf"{_ROAD_BETWEEN} [^.;:!?\n]{{2,50}} (?:to|and|with) {FILL}", FLAGS)
ROAD_FIRST_AFTER = re.compile(rf"(?: (?:{_FEATURE}|{_NAME}))? (?:to|and|with|through to) ", FLAGS)
#: "the Homs-Hama road", at the first name and at the second.
HYPHEN_FIRST = re.compile(rf" ?[-–—] ?{_NAMES} (?i:(?:[a-z]+ )?{_ROAD})\b")
HYPHEN_SECOND = re.compile(rf"{_NAME} ?[-–—] ?$")
ROAD_AFTER = re.compile(rf"[\s-](?:[a-z]+ )?{_ROAD}\b(?! of)", FLAGS)
SINGLE_ROAD_AFTER = re.compile(r" (?:road|highway|motorway)\b(?! (?:of|model|map|[0-9]))")
THE_BEFORE = re.compile(r"\b[Tt]he (?:(?:main|key|old|new|international|strategic|vital) )?$")

_RIGHT_WORDS = {
    "countryside-of": rf"(?:(?:city|town|province|governorate) )?(?:{COMPASS} )?(?:countrysides?|rural areas?)",
    "outskirts-of": r"(?:city |town )?(?:outskirts|suburbs?)",
    "border-of": r"(?:border|frontier)(?! (?:town|city|village|crossing|post|gate|guard|police|patrol|force|control))",
}
#: The same for what stands behind it.
RIGHT_RULES = [
    (name, re.compile(rf"(?:[-–][A-Z]\w{{2,20}})?(?:['’]s?)?[\s-]+(?:{behind})\b", FLAGS))
    for name, behind in _RIGHT_WORDS.items()
]
SIDE_AFTER = re.compile(rf"(?:['’]s?)? {COMPASS} (?:countryside|suburbs|outskirts|rural areas)\b", FLAGS)
AREA_AFTER = re.compile(
    r"(?: city| town)?(?: (?:area|region|vicinity|surroundings|environs|surrounding area)s?\b(?! of operations)"
    r"| and (?:its |the )?surrounding)",
    FLAGS,
)
#: "the Sudanese capital, Khartoum": what is said before the country goes for the place behind it.
OF_ANOTHER = re.compile(rf" (?:[\w’'-]{{1,20}} ){{0,3}}?{_FEATURE}s?(?: of (?:the )?|,? ){_NAME}")
#: "Amarna and Jazira checkpoints on the road": a post named after a village stands somewhere along the road.
POST_ON_ROAD = re.compile(
    r"(?:,? and [\w’'-]{2,30})?,? (?:check-?points?|outposts?|posts?|barriers?|positions?|roadblocks?) "
    r"(?:that lie |lying |located )?(?:on|along) the (?:\w+ ){0,2}(?:road|highway|route|motorway)\b",
    FLAGS,
)

#: The end of a list before a name: "near [Homs and] Hama". What the words before the list say goes for each in it.
LIST_ENDS = (" and ", " or ", " and the ", " or the ", ", ")
LISTED = re.compile(rf"{_NAMES}(?:(?:, {_NAMES}){{0,3}},? (?:and|or) (?:the )?$|(?:, {_NAMES}){{0,2}}, $)")
LIST_GOES_ON = re.compile(rf"(?:, {_NAMES}){{0,3}},? (?:and|or) (?:the )?[^\W\d_a-z]")
#: The rest of a list behind a name: "Aleppo[ and Idlib] countrysides".
LIST_AFTER = re.compile(rf"(?:, {_NAMES}){{0,2}},? and {_NAME}(?= (?:{COMPASS} )?(?:countryside|suburb|outskirts))")

# What else of a mention is no part of the name.
RELATION_BEFORE = re.compile(
    r"(?:[a-z0-9.,-]{1,20} ){0,8}?(?:of|near|from|to|around|outside|with|between|along) (?:the )?(?=[^\W\d_a-z])"
)
RELATION_AFTER = re.compile(
    r"(?:[-–][A-Z]\w{2,20}(?= (?:border|frontier|road|highway)))?(?:['’]s)?(?: [a-z-]{4,12}ern)? "
    r"(?:countryside|suburbs|outskirts|border|frontier|borders|road|highway)$"
)
