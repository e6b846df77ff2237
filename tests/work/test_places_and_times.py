"""Where and when: claims of short texts whose trees are written down, with the real index of places."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
import trees

from dateline.locate.index import open_index
from dateline.read.detect import detect
from dateline.read.tree import Tree
from dateline.values import ClaimPlace, Time
from dateline.work.placing import Places
from dateline.work.timing import Timeline

Sentence = tuple[str, str]
Found = dict[str, tuple[tuple[ClaimPlace, ...], Time | None]]

TAKEN = (
    "Rebels captured the bridge, residents said on Monday.",
    (
        "Rebels|rebel|NOUN|2|nsubj|armed-actor captured|capture|VERB|7|ccomp the|the|DET|4|det "
        "bridge|bridge|NOUN|2|obj|facility ,|,|PUNCT|7|punct residents|resident|NOUN|7|nsubj|group "
        "said|say|VERB|0|root on|on|ADP|9|case Monday|Monday|PROPN|2|obl|time .|.|PUNCT|7|punct"
    ),
)
RETURNED = (
    "Rebels attacked Gao two weeks after they lost it.",
    (
        "Rebels|rebel|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root Gao|Gao|PROPN|2|obj|place "
        "two|two|NUM|5|nummod weeks|week|NOUN|2|obl:unmarked|time after|after|SCONJ|8|mark "
        "they|they|PRON|8|nsubj|group lost|lose|VERB|2|advcl it|it|PRON|8|obj .|.|PUNCT|2|punct"
    ),
)
STABBED = (
    "Two gunmen shot a teacher and stabbed her brother on Friday.",
    (
        "Two|two|NUM|2|nummod gunmen|gunman|NOUN|3|nsubj|armed-actor shot|shoot|VERB|0|root a|a|DET|5|det "
        "teacher|teacher|NOUN|3|obj|person and|and|CCONJ|7|cc stabbed|stab|VERB|3|conj "
        "her|she|PRON|9|nmod:poss|person brother|brother|NOUN|7|obj|person on|on|ADP|11|case "
        "Friday|Friday|PROPN|7|obl|time .|.|PUNCT|3|punct"
    ),
)
RELATIVE = (
    "Troops attacked rebels who had seized Kidal on Monday.",
    (
        "Troops|troops|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root "
        "rebels|rebel|NOUN|2|obj|armed-actor who|who|PRON|6|nsubj had|have|AUX|6|aux "
        "seized|seize|VERB|3|acl:relcl Kidal|Kidal|PROPN|6|obj|place on|on|ADP|9|case "
        "Monday|Monday|PROPN|6|obl|time .|.|PUNCT|2|punct"
    ),
)
AGREED = (
    "The army agreed on Friday to release prisoners.",
    (
        "The|the|DET|2|det army|army|NOUN|3|nsubj|armed-actor agreed|agree|VERB|0|root on|on|ADP|5|case "
        "Friday|Friday|PROPN|3|obl|time to|to|PART|7|mark release|release|VERB|3|xcomp "
        "prisoners|prisoner|NOUN|7|obj|group .|.|PUNCT|3|punct"
    ),
)
SINCE = (
    "Troops have killed 40 rebels since Tuesday.",
    (
        "Troops|troops|NOUN|3|nsubj|armed-actor have|have|AUX|3|aux killed|kill|VERB|0|root "
        "40|40|NUM|5|nummod rebels|rebel|NOUN|3|obj|armed-actor since|since|ADP|7|case "
        "Tuesday|Tuesday|PROPN|3|obl|time .|.|PUNCT|3|punct"
    ),
)
CAMP = (
    "The army attacked the camp on Monday.",
    (
        "The|the|DET|2|det army|army|NOUN|3|nsubj|armed-actor attacked|attack|VERB|0|root the|the|DET|5|det "
        "camp|camp|NOUN|3|obj|place on|on|ADP|7|case Monday|Monday|PROPN|3|obl|time .|.|PUNCT|3|punct"
    ),
)
HELD = (
    "In this week rebels have arrested ten men.",
    (
        "In|in|ADP|3|case this|this|DET|3|det week|week|NOUN|6|obl|time rebels|rebel|NOUN|6|nsubj|armed-actor "
        "have|have|AUX|6|aux arrested|arrest|VERB|0|root ten|ten|NUM|8|nummod men|man|NOUN|6|obj|group "
        ".|.|PUNCT|6|punct"
    ),
)
ATTACK = (
    "The attack was a disaster.",
    (
        "The|the|DET|2|det attack|attack|NOUN|5|nsubj was|be|AUX|5|cop a|a|DET|5|det "
        "disaster|disaster|NOUN|0|root .|.|PUNCT|5|punct"
    ),
)
MOSQUE = (
    "Four armed gunmen of the region attacked a mosque in Kano.",
    (
        "Four|four|NUM|3|nummod armed|armed|ADJ|3|amod gunmen|gunman|NOUN|7|nsubj|armed-actor "
        "of|of|ADP|6|case the|the|DET|6|det region|region|NOUN|3|nmod|place attacked|attack|VERB|0|root "
        "a|a|DET|9|det mosque|mosque|NOUN|7|obj|facility in|in|ADP|11|case Kano|Kano|PROPN|7|obl|place "
        ".|.|PUNCT|7|punct"
    ),
)
RAID = (
    "The raid began before dawn on Monday.",
    (
        "The|the|DET|2|det raid|raid|NOUN|3|nsubj began|begin|VERB|0|root before|before|ADP|5|case "
        "dawn|dawn|NOUN|3|obl|time on|on|ADP|7|case Monday|Monday|PROPN|3|obl|time .|.|PUNCT|3|punct"
    ),
)
SHOP = (
    "On 3 May 2021, two men attacked a shop in Gao.",
    (
        "On|on|ADP|2|case 3|3|NUM|8|obl|time May|May|PROPN|2|nmod:unmarked|time "
        "2021|2021|NUM|2|nmod:unmarked|time ,|,|PUNCT|2|punct two|two|NUM|7|nummod men|man|NOUN|8|nsubj|group "
        "attacked|attack|VERB|0|root a|a|DET|10|det shop|shop|NOUN|8|obj|facility in|in|ADP|12|case "
        "Gao|Gao|PROPN|8|obl|place .|.|PUNCT|8|punct"
    ),
)
OWNER = (
    "The owner was killed.",
    (
        "The|the|DET|2|det owner|owner|NOUN|4|nsubj:pass|person was|be|AUX|4|aux:pass killed|kill|VERB|0|root "
        ".|.|PUNCT|4|punct"
    ),
)
KIDAL = (
    "The guards were killed in Kidal.",
    (
        "The|the|DET|2|det guards|guard|NOUN|4|nsubj:pass|armed-actor were|be|AUX|4|aux:pass "
        "killed|kill|VERB|0|root in|in|ADP|6|case Kidal|Kidal|PROPN|4|obl|place .|.|PUNCT|4|punct"
    ),
)
ADDRESS = (
    "Gunmen attacked a farm near Korof in Tawil district (North Kivu).",
    (
        "Gunmen|gunman|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root a|a|DET|4|det "
        "farm|farm|NOUN|2|obj|facility near|near|ADP|6|case Korof|Korof|PROPN|4|dep|place in|in|ADP|9|case "
        "Tawil|Tawil|PROPN|9|compound|place district|district|NOUN|2|obl|place (|(|PUNCT|12|punct "
        "North|North|PROPN|12|compound Kivu|Kivu|PROPN|4|dep|place )|)|PUNCT|12|punct .|.|PUNCT|2|punct"
    ),
)
TRAVELLING = (
    "Gunmen shot a woman while they were travelling between Doki and Turr.",
    (
        "Gunmen|gunman|NOUN|2|nsubj|armed-actor shot|shoot|VERB|0|root a|a|DET|4|det "
        "woman|woman|NOUN|2|obj|person while|while|SCONJ|8|mark they|they|PRON|8|nsubj|group "
        "were|be|AUX|8|aux travelling|travel|VERB|2|advcl between|between|ADP|10|case "
        "Doki|Doki|PROPN|8|obl|place and|and|CCONJ|12|cc Turr|Turr|PROPN|10|conj|place .|.|PUNCT|2|punct"
    ),
)
CONDEMNED = (
    "The minister condemned the attack in Kano.",
    (
        "The|the|DET|2|det minister|minister|NOUN|3|nsubj|person condemned|condemn|VERB|0|root "
        "the|the|DET|5|det attack|attack|NOUN|3|obj in|in|ADP|7|case Kano|Kano|PROPN|3|obl|place "
        ".|.|PUNCT|3|punct"
    ),
)
BUS = (
    "A bomb exploded on a bus in the capital.",
    (
        "A|a|DET|2|det bomb|bomb|NOUN|3|nsubj|weapon exploded|explode|VERB|0|root on|on|ADP|6|case "
        "a|a|DET|6|det bus|bus|NOUN|3|obl|facility in|in|ADP|9|case the|the|DET|9|det "
        "capital|capital|NOUN|3|obl|place .|.|PUNCT|3|punct"
    ),
)
REGION_CAPITAL = (
    "A bomb exploded in the Dagestani capital.",
    (
        "A|a|DET|2|det bomb|bomb|NOUN|3|nsubj|weapon exploded|explode|VERB|0|root in|in|ADP|7|case the|the|DET|7|det "
        "Dagestani|Dagestani|ADJ|7|amod capital|capital|NOUN|3|obl|place .|.|PUNCT|3|punct"
    ),
)
NAMED_CAPITAL = (
    "A bomb exploded in the capital, Kano.",
    (
        "A|a|DET|2|det bomb|bomb|NOUN|3|nsubj|weapon exploded|explode|VERB|0|root in|in|ADP|6|case the|the|DET|6|det "
        "capital|capital|NOUN|3|obl|place ,|,|PUNCT|8|punct Kano|Kano|PROPN|6|appos|place .|.|PUNCT|3|punct"
    ),
)
COMPOUND = (
    "A Baghdad attack killed six people.",
    (
        "A|a|DET|3|det Baghdad|Baghdad|PROPN|3|compound|place attack|attack|NOUN|4|nsubj "
        "killed|kill|VERB|0|root six|six|NUM|6|nummod people|people|NOUN|4|obj|group .|.|PUNCT|4|punct"
    ),
)
ROAD = (
    "Troops advanced on the road to Gao.",
    (
        "Troops|troops|NOUN|2|nsubj|armed-actor advanced|advance|VERB|0|root on|on|ADP|5|case "
        "the|the|DET|5|det road|road|NOUN|2|obl|place to|to|ADP|7|case Gao|Gao|PROPN|5|nmod|place "
        ".|.|PUNCT|2|punct"
    ),
)
EMBASSY = (
    "Gunmen attacked the embassy of France.",
    (
        "Gunmen|gunman|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root the|the|DET|4|det "
        "embassy|embassy|NOUN|2|obj|facility of|of|ADP|6|case France|France|PROPN|4|nmod|place "
        ".|.|PUNCT|2|punct"
    ),
)
TORN = (
    "Shells hit the town of Tel Tamer in Syria.",
    (
        "Shells|shell|NOUN|2|nsubj|weapon hit|hit|VERB|0|root the|the|DET|4|det town|town|NOUN|2|obj|place "
        "of|of|ADP|6|case Tel|Tel|PROPN|4|nmod Tamer|Tamer|PROPN|4|flat in|in|ADP|9|case "
        "Syria|Syria|PROPN|2|obl|place .|.|PUNCT|2|punct"
    ),
)
CITY = (
    "Police arrested ten men in the city.",
    (
        "Police|police|NOUN|2|nsubj|armed-actor arrested|arrest|VERB|0|root ten|ten|NUM|4|nummod "
        "men|man|NOUN|2|obj|group in|in|ADP|7|case the|the|DET|7|det city|city|NOUN|2|obl|place "
        ".|.|PUNCT|2|punct"
    ),
)
OTHER_CITY = (
    "Gunmen attacked a shop in Kaduna.",
    (
        "Gunmen|gunman|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root a|a|DET|4|det "
        "shop|shop|NOUN|2|obj|facility in|in|ADP|6|case Kaduna|Kaduna|PROPN|2|obl|place .|.|PUNCT|2|punct"
    ),
)

CHARGED = (
    "Police charged a man with killing a boy last summer.",
    (
        "Police|police|NOUN|2|nsubj|armed-actor charged|charge|VERB|0|root a|a|DET|4|det "
        "man|man|NOUN|2|obj|person with|with|SCONJ|6|mark killing|kill|VERB|2|advcl a|a|DET|8|det "
        "boy|boy|NOUN|6|obj|person last|last|ADJ|10|amod summer|summer|NOUN|2|obl:unmarked|time "
        ".|.|PUNCT|2|punct"
    ),
)
NEAR = (
    "Guards stood near Escalante.",
    (
        "Guards|guard|NOUN|2|nsubj|armed-actor stood|stand|VERB|0|root near|near|ADP|4|case "
        "Escalante|Escalante|PROPN|2|obl|person .|.|PUNCT|2|punct"
    ),
)
STRUCK = (
    "Guards killed Escalante.",
    (
        "Guards|guard|NOUN|2|nsubj|armed-actor killed|kill|VERB|0|root Escalante|Escalante|PROPN|2|obj|person "
        ".|.|PUNCT|2|punct"
    ),
)
SOUTH = (
    "Rebels attacked a convoy south of Kano.",
    (
        "Rebels|rebel|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root a|a|DET|4|det "
        "convoy|convoy|NOUN|2|obj|vehicle south|south|ADV|4|advmod of|of|ADP|7|case "
        "Kano|Kano|PROPN|5|obl|place .|.|PUNCT|2|punct"
    ),
)

WENT_ON = (
    "Clashes between rebels continued on Friday.",
    (
        "Clashes|clash|NOUN|0|root between|between|ADP|3|case rebels|rebel|NOUN|1|nmod|armed-actor "
        "continued|continue|VERB|1|acl on|on|ADP|6|case Friday|Friday|PROPN|4|obl|time .|.|PUNCT|1|punct"
    ),
)
CLAIMING = (
    "Residents protested, claiming that mines cause harm, in Kano.",
    (
        "Residents|resident|NOUN|2|nsubj|group protested|protest|VERB|0|root ,|,|PUNCT|4|punct "
        "claiming|claim|VERB|2|advcl that|that|SCONJ|7|mark mines|mine|NOUN|7|nsubj cause|cause|VERB|4|ccomp "
        "harm|harm|NOUN|7|obj ,|,|PUNCT|11|punct in|in|ADP|11|case Kano|Kano|PROPN|8|nmod|place "
        ".|.|PUNCT|2|punct"
    ),
)
PRESSED = (
    "On Friday Spain imposed sanctions, a step to release prisoners.",
    (
        "On|on|ADP|2|case Friday|Friday|PROPN|4|obl|time Spain|Spain|PROPN|4|nsubj|organisation "
        "imposed|impose|VERB|0|root sanctions|sanction|NOUN|4|obj ,|,|PUNCT|8|punct a|a|DET|8|det "
        "step|step|NOUN|5|appos to|to|PART|10|mark release|release|VERB|8|acl "
        "prisoners|prisoner|NOUN|10|obj|group .|.|PUNCT|4|punct"
    ),
)


CUT = (
    "Rebels captured Tell Abyad.",
    (
        "Rebels|rebel|NOUN|2|nsubj|armed-actor captured|capture|VERB|0|root Tell|Tell|PROPN|2|obj|place "
        "Abyad|Abyad|PROPN|2|obl .|.|PUNCT|2|punct"
    ),
)


def read(*sentences: Sentence, published: str | None = "2015-07-20") -> Found:
    """Places and time of each claim, by its trigger."""
    document = trees.joined(list(sentences), published)
    tree = Tree(document)
    drafts = detect(document)
    places = Places(document, tree, drafts, open_index())
    times = Timeline(document, tree, drafts)
    text = document.text
    return {text[d.trigger.start : d.trigger.end]: (places.of(d.places), times.of(d.times, d.status)) for d in drafts}


def days(found: Found, trigger: str) -> tuple[str | None, str | None] | None:
    time = found[trigger][1]
    return None if time is None else (time.earliest, time.latest)


def names(found: Found, trigger: str) -> list[str]:
    return [p.name or p.text for p in found[trigger][0]]


MONDAY = (
    "2015-07-20",
    "2015-07-20",
)
FRIDAY = (
    "2015-07-17",
    "2015-07-17",
)


@pytest.mark.parametrize(
    ("sentences", "trigger", "expected"),
    [
        pytest.param([TAKEN], "captured", None, id="the day of saying is not the day of the event"),
        pytest.param([RETURNED], "lost", None, id="two weeks after dates nothing"),
        pytest.param([RETURNED], "attacked", None, id="nor the other event"),
        pytest.param([STABBED], "shot", FRIDAY, id="joined verbs share a day"),
        pytest.param([RELATIVE], "attacked", None, id="a relative clause keeps its day"),
        pytest.param([RELATIVE], "seized", MONDAY, id="and has it"),
        pytest.param([AGREED], "release", None, id="what is agreed on is not of that day"),
        pytest.param([CHARGED], "charged", None, id="charged with what was done then"),
        pytest.param([PRESSED], "release", None, id="nor what a step is meant to bring"),
        pytest.param([WENT_ON], "Clashes", FRIDAY, id="what went on that day"),
        pytest.param([SINCE], "killed", ("2015-07-14", "2015-07-20"), id="since reaches to the publication"),
        pytest.param([CAMP, HELD, ATTACK], "attack", MONDAY, id="an event taken up keeps its day"),
        pytest.param([MOSQUE, RAID], "attacked", MONDAY, id="the day follows the first line"),
        pytest.param([SHOP, OWNER], "killed", ("2021-05-03", "2021-05-03"), id="a note has one day"),
        pytest.param([SHOP, KIDAL], "killed", None, id="but not at another place"),
    ],
)
def test_day(sentences: Sequence[Sentence], trigger: str, expected: tuple[str, str] | None) -> None:
    assert days(read(*sentences), trigger) == expected


def test_the_day_of_a_decision_lies_in_the_past() -> None:
    assert days(read(AGREED), "agreed on") == FRIDAY


@pytest.mark.parametrize(
    ("sentences", "trigger", "expected"),
    [
        pytest.param([ADDRESS], "attacked", ["Korof", "Tawil district", "Nord Kivu"], id="an address as it stands"),
        pytest.param([TRAVELLING], "shot", ["Doki", "Turr"], id="what was going on meanwhile"),
        pytest.param([CONDEMNED], "condemned", [], id="the attack was there, not the condemning"),
        pytest.param([CONDEMNED], "attack", ["Kano"], id="the attack was there"),
        pytest.param([MOSQUE, BUS], "exploded", ["Abuja"], id="a bus is no place, the capital that of the country"),
        pytest.param([BUS], "exploded", ["the capital"], id="no country, no capital"),
        pytest.param([MOSQUE, REGION_CAPITAL], "exploded", ["the Dagestani capital"], id="that of no country"),
        pytest.param([MOSQUE, NAMED_CAPITAL], "exploded", ["Kano"], id="a capital with its name beside it"),
        pytest.param([COMPOUND], "killed", ["Baghdad"], id="the town before an attack"),
        pytest.param([ROAD], "Troops advanced", ["Gao"], id="a road is told by where it leads"),
        pytest.param([TORN], "hit", ["Tall Tamr", "Syria"], id="parts of a name both hung on the town"),
        pytest.param([STRUCK, NEAR], "killed", [], id="who was struck is no place"),
        pytest.param([CLAIMING], "protested", ["Kano"], id="an address at the end is that of the main clause"),
        pytest.param([SOUTH], "attacked", ["Kano"], id="what a direction counts from"),
        pytest.param([SOUTH, ATTACK], "attack", [], id="what lies beside is not carried over"),
        pytest.param([MOSQUE, CITY], "arrested", ["Kano"], id="the city spoken of"),
        pytest.param([MOSQUE, OTHER_CITY, CITY], "arrested", ["the city"], id="two cities are not clear"),
    ],
)
def test_place(sentences: Sequence[Sentence], trigger: str, expected: list[str]) -> None:
    assert sorted(names(read(*sentences), trigger)) == sorted(expected)


def test_a_name_that_was_torn_is_whole_again() -> None:
    (place,) = read(CUT)["captured"][0]
    assert (place.text, place.start, place.end) == ("Tell Abyad", 16, 26)


def test_an_embassy_is_not_in_the_country_it_speaks_for() -> None:
    assert all(p.latitude is None for p in read(EMBASSY)["attacked"][0])
