"""What someone asks for, blames, refuses, supports or threatens is their act, not their word: no source of that claim.

"The mayor urged both sides to stop" says no more than that he did. Where somebody tells what they will do, or what they
found out, the two are apart: a promise to ask is not yet asked, and an inquiry is a deed.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.read.draft import Draft
from dateline.read.sources import SourceIndex

_IN_WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
_SPEAKERS = frozenset({"i", "we"})
_DONE = frozenset({"actual", "denied"})
_AHEAD = frozenset({"will", "would", "may", "might", "shall", "'ll", "’ll"})


def not_told(sources: SourceIndex, draft: Draft) -> Draft:
    """The claim without those of its sources who do it themselves by saying it; of "we" and "I" that is the nearest."""
    if draft.type not in _IN_WORDS or draft.status not in _DONE or draft.mode == "investigate":
        return draft
    tree, trigger = sources.tree, draft.trigger
    if draft.type != "THREATEN" and any(tree.form[k] in _AHEAD for k in tree.kids[trigger.head]):
        return draft
    told = sources.heads(trigger.start, trigger.end) if draft.sources is None else draft.sources
    if not told:
        return draft
    words = sources.document.words
    doers = {sources.entity(p.head) for p in draft.actors}
    kept = tuple(
        (head, cue)
        for head, cue in told
        if sources.entity(head) not in doers and not any(p.start <= words[head].start < p.end for p in draft.actors)
    )
    if len(kept) == len(told) and any(tree.form[p.head] in _SPEAKERS for p in draft.actors):
        kept = kept[1:]
    return draft if len(kept) == len(told) else replace(draft, sources=kept)
