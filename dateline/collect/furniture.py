"""Page furniture: whole lines that belong to the page and not to the report, by what they say.

Two sets of patterns: ``furniture`` knows lines that are furniture wherever they stand, ``edge_furniture`` those that
are only above or below the article ("Share", "Comments"). All match a whole line of at most 400 characters, so their
cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.collect.lines import LONGEST

_SITES = (
    r"(?:twitter|facebook|instagram|telegram|youtube|whatsapp|linkedin|google\+?|google news|tiktok|x|reddit|pinterest"
    r"|tumblr|e-?mail|rss|social media|flipboard|threads|mastodon|bluesky)"
)
_NUMBER = (
    r"(?:\d{1,3}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty)"
)
_PHOTO = r"(?:photo(?:graph)?|image|picture|footage|pic)"
_AGENCY = (
    r"(?:AFP|AP|Reuters|EPA|Getty(?: Images)?|Anadolu(?: Agency)?|Xinhua|EFE|DPA|TASS|Shutterstock"
    r"|Wikimedia(?: Commons)?)"
)
_SECTION = (
    r"breaking|world|local|national|international|regional|politics|opinion|business|sports?|middle east|africa|asia"
    r"|europe|americas|mena|exclusive|top stories|headlines"
)
_STORY = r"(?:article|story|post|page|news)"
_LEAVE = r"(?:leave|post|write|add|submit) (?:a|your) (?:reply|comment|response)s?\b"
_ABOVE = r"(?:.*[.!?)\]\"”’|/–—-]\s*)?"  # a sentence or more before it

# Alternatives of one pattern for each reason; all are matched against the whole line, upper and lower case alike.
_ANYWHERE: dict[str, list[str]] = {
    "caption": [
        rf"{_ABOVE}[(\[]?(?:file|archive|archival|handout|stock|illustrative) {_PHOTO}s?[)\]]?\.?",
        rf"(?:file {_PHOTO}|{_PHOTO}|caption|illustration)s?\s*(?:credit\s*|courtesy\s*)?:\s*.{{3,}}",
        r"file\s*(?::|–|—|-\s)\s*.{3,}",
        r".*[(\[]file[)\]]\.?",
        rf".*[(\[](?:[\w.]+ )?(?:{_PHOTO}|file|credit)s?(?: credit| courtesy| by)?\s*[:/ ]\s*[^()\[\]]{{2,80}}[)\]]\.?",
        rf"(?:.*[.!?]\s+)?{_PHOTO}s?(?: is)? (?:credit|courtesy|by|via)\b\s*:?.{{2,80}}",
        r".*\bvia (?:getty images|ap images|reuters|shutterstock)\)?\.?",
    ],
    "social": [
        (
            r"(?:please\s+)?(?:follow\b|(?:like|find|join|connect with|subscribe to|watch) (?:us|me|our)\b).{0,60}"
            rf"\bon (?:our )?{_SITES}\b.{{0,120}}"
        ),
        (
            rf"(?:for|to (?:get|receive|read|see|stay))\b.{{0,80}}\b(?:follow|like|join|subscribe|visit|download)\b"
            rf".{{0,80}}\b(?:us|our|{_SITES}|newsletter|app|channel|here)\b.{{0,40}}"
        ),
        r"follow @?\w{2,30}",
        r"follow us.{0,40}",
        r"subscribe to our .{1,40}\bchannel\b.{0,20}",
        r"stay up to date with .{1,60}",
        (
            r"(?:click to )?(?:share|tweet|post|pin|send|email|print)\s+(?:(?:this|on|via|to|with|by)\s+){1,2}"
            rf"(?:{_STORY}|{_SITES}|friends?|a friend|a link|now)\b.{{0,60}}"
        ),
    ],
    "newsletter": [
        (
            r"(?:please\s+)?(?:join|subscribe|sign up|get|receive|register)\b.{0,80}\b(?:newsletters?|mailing list"
            r"|e-?mail (?:updates|alerts)|(?:your )?inbox|push notifications?)\b.{0,80}"
        ),
        r"(?:(?:our|the|weekly|daily|free|morning)\s+){0,4}newsletter (?:sign-?up|subscription)\b.{0,40}",
    ],
    "comments": [
        rf"{_LEAVE}(?: (?:to|below|on|here)\b.{{0,60}})?:?",
        r"(?:\d{1,5}|no) (?:comments?|repl(?:y|ies)|responses?)(?: (?:yet|on|to|so far)\b.{0,200})?",
        r"comments? ?\(\d{1,5}\)",
        r"be the first to (?:comment|reply|share|rate|like)\b.{0,40}",
        r"your e-?mail(?: address)? will (?:not|never) be .{0,120}",
        r"required fields (?:are|is) marked.{0,20}",
        r"(?:name|e-?mail|website|comment|url)(?: address)? ?(?:\*|\((?:required|optional|will not be).{0,60}\))",
        r"save my name,? e-?mail.{0,120}",
        r"notify me of (?:follow-?up|new).{0,80}",
        r"this site uses akismet.{0,120}",
        r"comments? (?:are|is|have been) (?:now )?closed\b.{0,60}",
        r"cancel reply|post comment|submit comment",
        r"(?:you must be |please )?log(?:ged)?[ -]?in to (?:post|leave|comment|reply|write)\b.{0,60}",
    ],
    "captcha": [
        rf"{_NUMBER}?\s*[+\-−–—×x*÷/]\s*{_NUMBER}?\s*=\s*(?:{_NUMBER}|\?|_+|\[.{{0,9}}\])?",
        r"i[’']?a?m not a robot",
        r"(?:re)?captcha\b.{0,60}|.{0,40}\bprotected by (?:re)?captcha\b.{0,100}",
        rf"what is {_NUMBER}\s*[+−–×*÷/-]\s*{_NUMBER}\s*\??",
        r"please (?:solve|prove|confirm|verify) .{0,40}\b(?:human|captcha|robot)\b.{0,40}",
        r"(?:please )?enter (?:an answer in digits|the (?:code|characters|letters|text) .{0,60}):?",
        r"time limit is exhausted.{0,60}",
    ],
    "related": [
        (
            r"(?:related|similar|recommended)\s+(?:items?|articles?|stor(?:y|ies)|posts?|news|content|topics?|reading|links?"
            r"|coverage|videos?|tags?):?"
        ),
        r"you (?:may|might) also (?:like|be interested in|want to read|enjoy)\b.{0,10}",
        r"recommended for you|most (?:read|popular|viewed|shared)",
        r"(?:read|see|watch) (?:also|more|next)\s*:\s*.{0,200}",
        r"also read\s*:?\s*.{0,200}",
        r"related\s*:\s*.{0,200}",
    ],
    "cookies": [
        r".{0,80}\b(?:this|our) (?:web)?site(?: and .{1,40})? uses? cookies\b.{0,300}",
        r"we(?: and our .{1,30})? use cookies\b.{0,340}",
        r"by (?:continuing|using|browsing)\b.{0,60}\b(?:site|website|cookies)\b.{0,200}",
        r"(?:accept|reject|manage)(?: all)? cookies",
        r"cookie (?:policy|settings|preferences|notice)",
    ],
    "advertisement": [
        r"\W*(?:advertisements?|sponsored(?: content| links?)?|promoted(?: content)?|paid content)\W*",
        r"(?:story|article) continues (?:below|after)\b.{0,40}",
        r"scroll (?:down )?to continue\b.{0,40}",
        r"continue reading(?: below)?(?: the main story)?",
    ],
    "copyright": [
        r"©\s*.{2,200}",
        r"(?:\(c\)|copyright) ?(?:©|\(c\)|\d|by ).{2,200}",
        r".{0,200}\ball rights reserved\b.{0,100}",
    ],
    "navigation": [
        r"(?:skip|jump) to (?:main |the )?(?:content|navigation|article)",
        r"\d{1,3}[ -]?min(?:ute)?s?[ -]read",
        r"(?:estimated )?reading time:? .{1,20}",
        rf"(?:listen to|save|bookmark|download|print|report) this {_STORY}\b.{{0,40}}",
        r"like this:|like ?loading\W*|loading\.{2,3}",
        r"click here (?:to|for)\b.{0,80}",
    ],
}

_EDGES: dict[str, list[str]] = {
    "social": [
        rf"(?:share|share this|tweet|retweet|like|pin(?: it)?|follow|print|send|save|{_SITES})\W*",
        rf"(?:{_SITES}|share|tweet|print|like)(?:\s*[|/,·•]?\s*(?:{_SITES}|share|tweet|print|like|more)){{1,12}}\W*",
        r"\d[\d.,]* ?[km]? ?(?:shares?|views?|likes?|reads?|retweets?)|(?:views|reads|shares)\s*:?\s*\d[\d.,]*",
        r"bookmark|listen|rate this|rate this (?:article|story|post)|download (?:our|the) app\b.{0,40}",
    ],
    "newsletter": [
        r"(?:(?:our|weekly|daily|free)\s+){0,3}newsletters?",
        r"(?:subscribe|sign up)(?: now| today)?\W*",
        r"(?:please )?(?:support|donate)\b.{0,80}\b(?:journalism|donation|donate|us)\b.{0,40}",
        r"donate(?: now| today)?\W*",
    ],
    "comments": [
        r"comments?|facebook comments|repl(?:y|ies)|responses?|discussion|name|website|submit",
        r"your (?:name|comment|e-?mail)",
    ],
    "related": [
        r"related|see also\W*|up next|trending(?: now)?|don[’']?t miss|editor[’']?s[’']? picks?",
        r"more (?:from|on|in|about|news|stories)\b[^.]{0,60}",
        r"read (?:more|next|also)\W*",
        r"(?:latest|popular|recent|top|featured) (?:news|posts?|stories|articles?|headlines|comments?|videos?)",
        r"(?:previous|next|older|newer)(?: (?:article|post|story))?\b[^.]{0,100}",
    ],
    "caption": [rf".{{3,}}\[{_AGENCY}\]\.?"],
    "navigation": [
        r"(?:tags?|tagged|topics?|filed under|posted in|categor(?:y|ies)|keywords?|labels?)\s*:\s*.{1,200}",
        r"(?:home|news|world|menu|search|video|photos)(?:\s*[>»›/|]\s*[^.>»›]{2,60}){0,6}",
        rf"(?:{_SECTION})(?: news)?\W*",
        r"(?:posted|published|filed) (?:in|under) [^.]{1,80}",
        r"accept|(?:load|show|see) more|about the author|contact us\s*:.{1,80}",
        r"log ?in|register|back to top|top|close|advertise with us|about(?: us)?|contact(?: us)?",
        r"privacy policy|terms(?: of (?:use|service))?|a\+|a-|(?:font|text) size",
    ],
}

_CREDIT = re.compile(
    rf"(?:.*[.!?|]\s+|)(?:\S+\s+){{0,4}}(?P<who>[A-Z][\w.’'-]*)\s?/\s?{_AGENCY}\)?\.?"
    rf"|.*\(\s?{_AGENCY}\s?/\s?[A-Z][^()]{{2,40}}\)\.?"
)
_AGENCY_NAME = re.compile(_AGENCY)
_COMMENTS_BEGIN = re.compile(
    rf"{_LEAVE}.{{0,60}}"
    r"|\d{1,5} (?:comments?|repl(?:y|ies)|responses?)\b.{0,200}"
    r"|comments? ?\(\d{1,5}\)",
    re.I,
)
_NOTE = re.compile(r"(?:editor[’']?s[’']? |publisher[’']?s )?note(?: to (?:editors|readers))?\s*:", re.I)
HOLDS = {
    "caption": ("photo", "image", "pic", "footage", "caption", "illustration", "file", "credit", "via "),
    "cookies": ("cookie", "by continuing", "by using", "by browsing"),
    "copyright": ("©", "(c)", "copyright", "reserved"),
}
"""What each line of a reason holds, in small letters, for reasons whose patterns may begin with any words: most lines
hold none of it, and need not be gone through from each of their signs on."""
_Rules = list[tuple[str, re.Pattern[str], tuple[str, ...] | None]]


def _compiled(rules: dict[str, list[str]], holds: Mapping[str, tuple[str, ...]]) -> _Rules:
    return [(why, re.compile("|".join(found), re.I), holds.get(why)) for why, found in rules.items()]


ANYWHERE = _compiled(_ANYWHERE, HOLDS)
_EDGE_RULES = _compiled(_EDGES, {})


def furniture(line: str) -> str | None:
    """Why ``line`` is page furniture wherever it stands ("caption", "social", …), or ``None``."""
    if len(line) > LONGEST:
        return None
    match = _CREDIT.fullmatch(line) if "/" in line else None  # each of its ways has a stroke, most lines have none
    if match and not (match["who"] and _AGENCY_NAME.fullmatch(match["who"])):
        return "caption"
    return _first(ANYWHERE, line)


def edge_furniture(line: str) -> str | None:
    """Why ``line`` is page furniture if it stands above or below the article, or ``None``."""
    return _first(_EDGE_RULES, line) if len(line) <= LONGEST else None


def begins_comments(line: str) -> bool:
    """Whether readers' comments follow this line."""
    return len(line) <= LONGEST and bool(_COMMENTS_BEGIN.fullmatch(line))


def is_note(line: str) -> bool:
    """Whether the line is a note of the editors on the report ("Editor's note: …"), if it stands below it."""
    return len(line) <= LONGEST and bool(_NOTE.match(line))


def _first(rules: _Rules, line: str) -> str | None:
    small = line.casefold()
    for why, pattern, holds in rules:
        if (holds is None or any(map(small.__contains__, holds))) and pattern.fullmatch(line):
            return why
    return None
