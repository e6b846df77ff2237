"""Who is alleged to have done something is not who says so: "the officer allegedly sent men", "he is said to have
fired", "the suspect attacked her"."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft
from dateline.read.lists import verb_forms
from dateline.read.operators import operators
from dateline.read.phrases import extent
from dateline.read.sayings import NOT
from dateline.read.tree import Tree

_DENYING = frozenset({"deny", "denied", "denies", "denying", "dispute", "rule", "exclude"})
_SAYING = ("say", "accuse", "demand", "relay")
_NOT = frozenset({"not", "n't", "n’t", "never"})
_WITHHELD = frozenset(
    {"say", "tell", "confirm", "disclose", "specify", "report", "discuss", "comment", "reveal", "mention", "address"}
)
_PERCEIVING = frozenset({"hear", "watch", "overhear"})
"""Who hears or watches it, as annotated reports have it, says nothing: of 37 none is a source."""
_COURTS = frozenset({"court", "judge", "jury", "juror", "tribunal", "magistrate"})
_VERDICTS = frozenset({"convict", "sentence", "acquit", "jail", "clear"})
_FAR = 14
"""Words from a finding to what somebody is found to be."""
_SILENT = frozenset({"decline", "refuse"})


def without_accused(tree: Tree, draft: Draft) -> Draft:
    """A claim without sources that are but the subject of what is alleged, or of the claim's own verb. Who says
    something by a verb of saying stays."""
    if not draft.sources:
        return draft
    kept = tuple(s for s in draft.sources if not _is_accused(tree, draft.trigger.head, s[0]))
    return draft if len(kept) == len(draft.sources) else replace(draft, sources=kept)


def _is_accused(tree: Tree, trigger: int, source: int) -> bool:
    verb = tree.head[source]
    if _withholds(tree, verb) and verb in tree.above(trigger):
        return True
    if tree.base[source] != "nsubj" or tree.pos[verb] not in ("VERB", "AUX") or _is_cited(tree, source):
        return False
    if tree.passive(verb) and tree.form[verb] in verb_forms("tell"):
        return True  # "they were reminded that"
    if tree.lemma[verb] in _PERCEIVING or _is_verdict(tree, source, verb):
        return True
    says = any(tree.form[verb] in verb_forms(name) for name in _SAYING)
    if says:
        # "Is said to have fired", "did not confess to the murder"; who denies it says so too.
        unsaid = tree.form[verb] not in _DENYING and any(tree.form[k] in NOT for k in tree.kids[verb])
        return (tree.passive(verb) or (unsaid and verb in tree.above(trigger))) and verb != trigger
    if verb == trigger:
        return True
    hearsay = operators()["hearsay"]
    return any(tree.base[k] == "advmod" and tree.form[k] in hearsay for k in tree.kids[verb])


def _is_verdict(tree: Tree, source: int, verb: int) -> bool:
    """Whether a court finds somebody guilty, or not: that it was done it does not tell."""
    if tree.lemma[source] not in _COURTS:
        return False
    found = tree.lemma[verb] == "find" and not {"guilty", "innocent"}.isdisjoint(tree.form[verb : verb + _FAR])
    return found or tree.lemma[verb] in _VERDICTS


def _is_cited(tree: Tree, source: int) -> bool:
    """Whether "according to" stands before someone whom the parser takes for the subject of what follows."""
    first = extent(tree, source)[0]
    return tree.form[max(first - 2, 0) : first] == ["according", "to"]


def _withholds(tree: Tree, verb: int) -> bool:
    """Whether a verb says that something is left unsaid: "would not discuss the motive", "declined to say whether"."""
    if tree.lemma[verb] in _SILENT:
        return any(tree.base[k] == "xcomp" and tree.lemma[k] in _WITHHELD for k in tree.kids[verb])
    return tree.lemma[verb] in _WITHHELD and any(tree.form[k] in _NOT and k < verb for k in tree.kids[verb])
