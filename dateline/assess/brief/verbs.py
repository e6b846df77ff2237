"""What each type and mode is called: as what someone did, and as a noun.

``did`` is said of an actor and those it is done to (``{r}``), ``alone`` where nobody says to whom; both are past tense,
which needs no number. ``noun`` stands in the singular; ``to`` leads from it to those it is done to."""

from __future__ import annotations

from msgspec import Struct


class Words(Struct, frozen=True):
    """How a type and mode is told; an empty ``to``: those it is done to are not told."""

    did: str
    alone: str
    noun: str
    to: str


def words(type_: str, mode: str | None) -> Words:
    """The words of a type and mode; those of the type where the mode has none of its own."""
    return WORDS.get((type_, mode)) or WORDS[type_, None]


def _words(rows: str) -> dict[tuple[str, str | None], Words]:
    found: dict[tuple[str, str | None], Words] = {}
    type_ = ""
    for row in rows.strip().splitlines():
        name, did, alone, noun, to = (part.strip() for part in row.split("|"))
        if name.isupper():
            type_ = name
        found[type_, None if name.isupper() else name] = Words(did, alone, noun, to)
    return found


# type or mode | did | alone | noun | to
WORDS = _words("""
AGREE | came to an agreement with {r} | came to an agreement | an agreement | with
CONSULT | held talks with {r} | held talks | a meeting or talk | with
visit | visited {r} | made a visit | a visit | to
third-party | held talks with {r} through others | held talks through others | a talk through others | with
multilateral | held talks with {r} among several parties | held talks among several parties | a talk among several parties | with
phone | spoke with {r} by telephone | spoke by telephone | a talk by telephone | with
SUPPORT | voiced support for {r} | voiced support | a statement of support | for
CONCEDE | announced a concession to {r} | announced a concession | an announced concession | to
COOPERATE | acted together with {r} | acted together with others | joint action | with
AID | gave help to {r} | gave help | help | for
RETREAT | gave way to {r} | gave way | a retreat or concession | towards
withdraw | withdrew {r} | withdrew | a withdrawal | of
release | released {r} | carried out a release | a release | of
disarm | gave up arms to {r} | gave up arms | a surrender of arms | to
ceasefire | ceased fire with {r} | ceased fire | a ceasefire | with
access | gave access to {r} | gave access | access | for
resign | resigned | resigned | a resignation |
REQUEST | made an appeal or demand to {r} | made an appeal or demand | an appeal or demand | to
assist | asked {r} for help | asked for help | an appeal for help | to
change | made an appeal to {r} | made an appeal | an appeal | to
yield | called on {r} to give way | called on others to give way | a call to give way | to
meet | asked {r} for a meeting | asked for a meeting | a request for a meeting | to
ACCUSE | accused {r} | made an accusation | an accusation | against
disapprove | criticised or condemned {r} | voiced criticism | criticism | of
investigate | investigated {r} | opened an investigation | an investigation | of
allege | accused {r} | made an accusation | an accusation | against
REJECT | refused or rejected {r} | gave a refusal | a refusal | towards
assist | refused help to {r} | refused help | a refusal of help | to
change | refused a change to {r} | refused a change | a refusal of a change | to
yield | refused to give way to {r} | refused to give way | a refusal to give way | to
meet | refused to meet {r} | refused a meeting | a refusal of a meeting | with
THREATEN | threatened {r} | made a threat | a threat | against
restrict | threatened {r} with restrictions | threatened restrictions | a threat of restrictions | against
arrest | threatened {r} with arrest | threatened arrest | a threat of arrest | against
relations | threatened to break with {r} | threatened to break off relations | a threat to break off relations | with
expel | threatened {r} with expulsion | threatened expulsion | a threat of expulsion | against
territory | threatened the territory of {r} | threatened to take territory | a threat to take territory | from
violence | threatened {r} with violence | threatened violence | a threat of violence | against
PROTEST | protested, with regard to {r} | protested | a protest | with regard to
demo | demonstrated, with regard to {r} | demonstrated | a demonstration | with regard to
riot | rioted, with regard to {r} | rioted | a riot | with regard to
strike | went on strike, with regard to {r} | went on strike | a strike | with regard to
hunger | went on hunger strike, with regard to {r} | went on hunger strike | a hunger strike | with regard to
boycott | boycotted {r} | took part in a boycott | a boycott | of
obstruct | obstructed {r} | put up an obstruction | an obstruction | of
vandalize | vandalised {r} | did damage in protest | damage in protest | to
SANCTION | imposed sanctions on {r} | imposed sanctions | a sanction | against
convict | convicted {r} | handed down a conviction | a conviction | of
expel | expelled {r} | carried out an expulsion | an expulsion | of
withdraw | withdrew its part or support from {r} | withdrew its part or support | a withdrawal of support | from
discontinue | cut off {r} | cut off support or relations | an end of support or relations | for
MOBILIZE | moved or readied forces | moved or readied forces | a movement of forces |
troops | moved or readied troops | moved or readied troops | a movement of troops |
weapons | moved or readied weapons | moved or readied weapons | a movement of weapons |
police | moved or readied police | moved or readied police | a movement of police |
militia | moved or readied militia | moved or readied militia | a movement of militia |
COERCE | put {r} under force | used force short of violence | force short of violence | against
seize | seized {r} | carried out a seizure | a seizure | of
restrict | restricted {r} | imposed a restriction | a restriction | on
censor | censored {r} | imposed censorship | censorship | of
curfew | put {r} under curfew | imposed a curfew | a curfew | for
martial-law | put {r} under martial law | imposed martial law | martial law | for
arrest | detained {r} | carried out a detention | a detention | of
deport | deported {r} | carried out a deportation | a deportation | of
withhold | withheld what {r} needed | withheld goods or services | a withholding of goods or services | from
misinformation | spread misinformation to {r} | spread misinformation | misinformation | to
cyber | carried out a cyber attack on {r} | carried out a cyber attack | a cyber attack | on
ASSAULT | attacked {r} | attacked | an attack or fighting | against
abduct | abducted {r} | carried out an abduction | an abduction | of
beat | beat {r} | carried out a beating | a beating | of
torture | tortured {r} | used torture | torture | of
sexual | used sexual violence against {r} | used sexual violence | sexual violence | against
targeted | carried out a targeted attack on {r} | carried out a targeted attack | a targeted attack | on
destroy | destroyed {r} | carried out destruction | destruction | of
primitive | attacked {r} with simple weapons | attacked with simple weapons | an attack with simple weapons | on
firearms | attacked {r} with firearms | attacked with firearms | an attack with firearms | on
explosives | attacked {r} with explosives | attacked with explosives | an attack with explosives | on
suicide-attack | carried out a suicide attack on {r} | carried out a suicide attack | a suicide attack | on
aerial | attacked {r} from the air | attacked from the air | an attack from the air | on
drone | attacked {r} with drones | attacked with drones | a drone attack | on
heavy-weapons | attacked {r} with heavy weapons | attacked with heavy weapons | an attack with heavy weapons | on
crowd-control | used crowd control against {r} | used crowd control | use of crowd control | against
unconventional | used unconventional weapons against {r} | used unconventional weapons | use of unconventional weapons | against
CONTROL | held or took {p} | held or took {p} | control | from
holds | held {p} | held {p} | control |
gains | took {p} from {r} | took {p} | the taking | from
contests | fought over {p} with {r} | fought over {p} | a contest for control | with
loses | lost {p} to {r} | lost {p} | the loss | to
DISPLACE | displaced {r} | caused displacement | a displacement | of
flee | fled | fled | a flight | of
expelled | drove out {r} | carried out an expulsion | an expulsion | of
evacuated | evacuated {r} | carried out an evacuation | an evacuation | of
return | returned | returned | a return | of
STRENGTH | changed in strength | changed in strength | a change in strength |
up | gained in strength | gained in strength | a gain in strength |
down | lost strength | lost strength | a loss of strength |
size | had the strength that the sentence tells | had the strength that the sentence tells | a strength as the sentence tells |
""")  # noqa: E501 - a table
