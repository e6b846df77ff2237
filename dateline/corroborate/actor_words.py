"""The words that names of actors are made of."""

from __future__ import annotations

from functools import cache

from dateline.read.lists import words as word_list

PEOPLE = frozenset(
    "fighters militants rebels troops soldiers members gunmen guerrillas insurgents terrorists extremists "
    "jihadists militiamen men spokesman spokeswoman spokesperson officials commanders leaders sources "
    "combatants".split()
)
"""Members of a body, behind its name: they do not change whom it names."""
EPITHETS = frozenset(
    "leftist rightist marxist maoist trotskyist so-called self-styled self-proclaimed self-declared outlawed "
    "banned clandestine proscribed".split()
)
"""What a report says of a body in front of its name, beside words that begin with "pro-" or end in "-backed"."""
OWNERS = frozenset("our its his her their your my this that these those".split())
"""Words that make it somebody's own: no name begins with one."""
HEADS = frozenset(
    "army armies front fronts movement movements party brigade brigades battalion battalions regiment division "
    "legion corps command committee commission council union league alliance coalition forces force militia "
    "militias guard guards police group groups network organisation organization association federation "
    "confederation congress assembly agency bureau office ministry department secretariat institute institution "
    "centre center foundation fund society observatory court tribunal university church conference mission "
    "authority administration government service services cartel gang gangs squad squads patrol patrols units "
    "unit resistance faction factions press news radio television tv newspaper times daily post tribune gazette "
    "channel broadcasting company corporation bank trust initiative forum board staff directorate junta syndicate "
    "chamber academy hospital federations unions tribe tribes clan jihad state emirate caliphate republic "
    "parliament senate programme program project campaign platform bloc block rally watch crescent cross helmets "
    "frente ejercito movimiento partido comite brigada liwa jaysh jaish harakat jabhat kataib katibat saraya "
    "ansar jund faylaq tahrir hizb hezb lashkar tehrik jamaat".split()
)
"""Words for a body, one of which a name must hold."""
WEAK_HEADS = frozenset(
    "government administration police army forces troops patrol patrols command state republic corps cartel "
    "commission authority service services unit units press".split()
)
"""Words for a body that take more than one word beside them to be a name: "the Smith government" is none."""
ARMED = frozenset(
    "army armies front fronts brigade brigades battalion battalions regiment militia militias guard guards police "
    "forces squad squads guerrilla guerrillas liberation liwa jaysh jaish harakat jabhat kataib saraya ansar jund "
    "lashkar cartel".split()
)
"""Words that tell an armed body."""
CIVIL = frozenset(
    "party commission court government union unions federation confederation association church university "
    "ministry congress board bank parliament assembly council committee society institute foundation press news "
    "radio television agency conference".split()
)
"""Words that tell a civil one, whatever else a name holds."""
ORGANS = frozenset("command leadership secretariat general high directorate headquarters politburo".split())
"""Parts of a body that speak and act as the body itself."""
_COMMON = frozenset(
    "inquiry investigation recovery trust fund national nation state federal central general supreme high higher "
    "royal republican republic presidential people peoples popular public civil civilian international regional "
    "local joint special security defence defense interior foreign affairs internal external military armed air "
    "naval land ground border counter anti terrorism terror revolutionary revolution democratic democracy "
    "liberation freedom free liberal conservative christian islamic muslim social socialist communist labour "
    "labor workers united unity union patriotic resistance salvation self independent independence northern "
    "southern eastern western north south east west new human rights justice peace law order intelligence "
    "information communications health education finance treasury customs prison emergency rapid response support "
    "operations operation task first second third fourth fifth main chief command staff war council electoral "
    "constitutional criminal election elections transitional provisional interim opposition ruling political "
    "radical left right wing youth women students student mothers relatives families teachers lawyers doctors "
    "press news radio tv television daily broadcasting service and of for the in against to a an on at by with de "
    "la del y el mixed garrison zone brigade infantry artillery cavalry mechanized mountain marines marine navy "
    "army police guard legislative judicial executive municipal provincial drug drugs death elite fire diplomatic "
    "economic agrarian rural urban metropolitan chiefs ministers".split()
)
VAGUE = frozenset(
    "high general supreme joint command commands staff forces force international local council war allied "
    "security armed regular special operations troops foreign coalition resistance opposition movement group "
    "military popular public political state national corps patrol patrols unit units squad elite".split()
)
"""Words of which no name is made alone, not even in one country."""


@cache
def common() -> frozenset[str]:
    """Words that say what a body is, not which one."""
    return _COMMON | HEADS | common_nouns()


@cache
def common_nouns() -> frozenset[str]:
    """Nouns for sorts of people and bodies, singular and plural."""
    lists = (
        "members fighters armed_bodies bodies person_nouns crowds anonymous media_nouns witness_nouns military_nouns "
        "armed_nouns official_nouns government_nouns organisation_nouns countries settlements"
    )
    found = {word for name in lists.split() for word in word_list(name)}
    return frozenset(found | {f"{word}s" for word in found})
