"""How real a claim is: actual, planned, requested, possible, feared, hypothetical, denied, asked; and whether negated.

Walks from the trigger to the root of its sentence and collects what each word on the way does to it. A denial
outweighs a condition, that a demand, that a fear, that a plan, that a hedge.
"""

from __future__ import annotations

from msgspec import Struct

from dateline.read.denials import disowned
from dateline.read.operators import operators
from dateline.read.tree import Tree
from dateline.values import Status

_ORDER: tuple[Status, ...] = ("denied", "hypothetical", "requested", "feared", "planned", "possible", "asked")
UNDENIED: frozenset[Status] = frozenset({"actual", "possible", "planned", "asked"})
"""What is told as one of these is not negated: it would be denied."""
_OWNED = frozenset({"admit", "claim", "acknowledge", "confess", "regret", "remember"})
"""Not to own up to something does not undo it."""
_TRANSPARENT = frozenset({"true", "case", "happen", "mean", "appear", "seem", "let", "allow", "make", "fact"})
"""Words whose own negation is that of the clause below them: "it is not true that", not "it is not known who"."""
_GRANTED = frozenset(
    "stop end halt cease stem condemn denounce accuse blame criticize criticise investigate mourn survive "
    "avenge probe deplore "
    "prosecute convict arrest decry commemorate remember witness protest".split()
)
"""Verbs that take for granted what they speak of: a demand to stop a massacre does not demand the massacre."""
_FACTUAL_MARKS = frozenset(
    "after since because although though while when as before until despite once whereas".split()
)
_FACTUAL_CASES = frozenset(
    "after following since despite because due amid before until as like over about in during with by from on "
    "at against of "
    "through under between among into within via".split()
)
_PASS_THROUGH = frozenset(
    {"xcomp", "ccomp", "obj", "csubj", "nsubj", "advcl", "acl", "conj", "obl", "nmod", "dep", "iobj"}
)


class Reality(Struct, frozen=True):
    """Status and negation of a claim, and whether the words hedge it as hearsay ("reportedly")."""

    status: Status
    negated: bool
    hearsay: bool


def reality(tree: Tree, head: int, *, ignore: tuple[int, ...] = (), deep: bool = True) -> Reality:
    """The reality of the event at word ``head``. ``ignore``: words that belong to the trigger itself;
    ``deep``: whether what comes before something else takes on that one's reality."""
    found: set[Status] = set()
    negated = hearsay = False
    flips = 0
    below, up = -1, head
    verbal = tree.pos[head] in ("VERB", "AUX", "ADJ")
    for step in range(40):
        own = step == 0
        carrier = own or _carries(tree, below, up)
        if carrier:
            hearsay = _modifiers(tree, up, found, hearsay)
            if _negated(tree, up, ignore if own else ()):
                flips += 1
            _cleft(tree, up, found)
            if (verbal or not own) and _conditional(tree, up):
                found.add("hypothetical")
            if _future_reported(tree, up):
                found.discard("hypothetical")
                found.add("planned")
        if not own:
            if tree.lemma[up] in _GRANTED and tree.base[below] in ("obj", "nsubj", "advcl", "obl", "xcomp"):
                break
            _operator(tree, below, up, found, step, head)
            if _fails(tree, below, up):
                flips += 1
        if up != head or verbal:
            mark = tree.mark(up).split(" ")[0]
            if mark in operators()["conditions"] and tree.base[up] in ("advcl", "ccomp"):
                found.add("hypothetical" if mark != "whether" else "possible")
                break
            if mark in _FACTUAL_MARKS and tree.base[up] == "advcl":
                break
            if mark == "without":
                flips += 1
                break
            if (
                own
                and "to" in mark
                and any(tree.lemma[k] == "be" and tree.base[k] in ("aux", "cop") for k in tree.kids[up])
            ):
                found.add("planned")  # "both sides are to withdraw"
            if (
                mark == "to"
                and tree.base[up] == "advcl"
                and tree.pos[up] == "VERB"
                and tree.pos[tree.head[up]] == "VERB"
            ):
                found.add("planned")
        nominal = tree.pos[up] in ("NOUN", "PROPN", "PRON", "NUM") or tree.form[up].endswith("ing")
        case = tree.case(up) if nominal else ""
        if case in ("before", "ahead of", "until") and tree.head[up] != up:
            if deep and reality(tree, tree.head[up], deep=False).status not in ("actual", "denied"):
                found.add("possible")
        if case == "without":
            flips += 1
            break
        if case in ("in case of", "in the event of"):
            found.add("hypothetical")
        if tree.head[up] == up or not _climbs(tree, up):
            break
        below, up = up, tree.head[up]
    negated = flips % 2 == 1
    if _question(tree, head):
        found.add("asked")
    status: Status = next((s for s in _ORDER if s in found), "actual")
    if negated and status in UNDENIED:
        status = "denied"
    return Reality(status, negated, hearsay)


def _cleft(tree: Tree, i: int, found: set[Status]) -> None:
    """ "What I fear is that IS takes revenge": the operator stands in the subject."""
    lists = operators()
    for k in tree.kids[i]:
        if tree.base[k] != "nsubj" or tree.form[k] != "what":
            continue
        for j in tree.kids[k]:
            for status in ("feared", "planned", "requested"):
                if tree.rel[j] == "acl:relcl" and tree.lemma[j] in lists[status]:
                    found.add(status)


def _conditional(tree: Tree, i: int) -> bool:
    """Whether clause ``i`` says what follows under a condition ("if …, thousands will flee")."""
    return any(tree.base[k] == "advcl" and tree.mark(k).split(" ")[0] in ("if", "unless") for k in tree.kids[i])


def _climbs(tree: Tree, i: int) -> bool:
    """Whether what governs word ``i`` bears on its reality."""
    relation, base = tree.rel[i], tree.base[i]
    if base == "acl" and tree.mark(i).split(" ")[0] not in ("to", "that", "of", "from", "for"):
        return False  # "the three believers killed": taken for granted
    if relation in ("acl:relcl", "nmod:poss") or base in ("parataxis", "appos", "compound", "amod", "list", "root"):
        return base == "amod" and tree.pos[i] == "VERB" and False
    if base in ("obl", "nmod") and tree.pos[i] in ("NOUN", "PROPN", "PRON", "NUM"):
        case = tree.case(i).split(" ")[0]
        lemma = tree.lemma[tree.head[i]]
        if case in _FACTUAL_CASES:
            lists = operators()
            noun = lemma in lists["planned"] or lemma in lists["feared"] or lemma in lists["possible"]
            return (
                case in ("of", "about", "over", "in", "from", "against") and (noun or tree.pos[tree.head[i]] == "NOUN")
            ) or (case == "of" or lemma in lists["requested"] or lemma in lists["denied"])
        return case in ("for", "to", "", "of") and (_is_operator(lemma) or lemma in ("lead", "result"))
    return base in _PASS_THROUGH


def _is_operator(lemma: str) -> bool:
    lists = operators()
    return any(lemma in lists[name] for name in ("planned", "requested", "feared", "possible", "denied", "failed"))


def _carries(tree: Tree, below: int, up: int) -> bool:
    """Whether auxiliaries, adverbs and negation of ``up`` hold for what hangs below it."""
    base = tree.base[below]
    if base in ("xcomp", "csubj"):
        return tree.lemma[up] not in _OWNED
    if base == "ccomp":
        return tree.lemma[up] in _TRANSPARENT
    if base == "conj":
        return tree.pos[below] == tree.pos[up] and not any(tree.base[k] in ("nsubj", "aux") for k in tree.kids[below])
    if base == "obl" and tree.lemma[up] in ("lead", "result"):
        return True
    if base == "obj" or (base == "nsubj" and tree.passive(up)):
        return tree.pos[up] in ("VERB", "AUX")
    if base == "nsubj":
        return tree.lemma[up] in operators()["occurrence"]
    if base == "advcl":
        return tree.mark(below) == "" and not any(tree.base[k] == "nsubj" for k in tree.kids[below])
    if base == "nmod":
        return tree.case(below) == "of" and tree.pos[up] == "NOUN"
    return False


def _modifiers(tree: Tree, i: int, found: set[Status], hearsay: bool) -> bool:
    lists = operators()
    for k in tree.kids[i]:
        form, base = tree.form[k], tree.base[k]
        if base == "aux":
            if form in lists["modals_future"]:
                found.add("planned")
            elif form in lists["modals_possible"]:
                found.add("possible")
            elif form in lists["modals_would"] and tree.lemma[k] != "have":
                found.add("hypothetical")
            elif form in ("should", "must", "ought"):
                found.add("requested")
        elif base == "advmod":
            if form in lists["possible_adverbs"]:
                found.add("possible")
            elif form in lists["hearsay"]:
                hearsay = True
        elif base == "amod" and k < i:
            lemma = tree.lemma[k]
            if lemma in ("possible", "potential", "likely", "alleged", "suspected", "purported", "apparent", "rumored"):
                found.add("possible")
            elif lemma in (
                "planned",
                "upcoming",
                "imminent",
                "impending",
                "forthcoming",
                "looming",
                "future",
                "expected",
            ):
                found.add("planned")
            elif lemma == "feared":
                found.add("feared")
        elif base == "det" and form == "any" and tree.pos[i] == "NOUN":
            found.add("hypothetical")
    return hearsay


def _negated(tree: Tree, i: int, ignore: tuple[int, ...]) -> bool:
    lists = operators()
    count = 0
    for k in tree.kids[i]:
        if k in ignore or k > i:
            continue
        form = tree.form[k]
        if tree.base[k] in ("advmod", "det", "aux", "cc", "dep") and form in lists["negators"]:
            if form == "not" and k + 1 < len(tree) and tree.form[k + 1] in ("only", "just", "merely"):
                continue
            if form == "no" and tree.base[k] == "advmod" and tree.form[k + 1 : k + 2] != ["longer"]:
                continue
            count += 1
        elif tree.rel[k] in ("nsubj", "nsubj:pass", "obj") and (form in ("none", "nobody") or _none_of(tree, k)):
            count += 1
        elif form == "longer" and any(tree.form[d] == "no" for d in tree.kids[k]):
            count += 1
    for k in tree.kids[i]:
        if k > i and tree.rel[k] == "obj" and _none_of(tree, k):
            count += 1
    return count % 2 == 1


def _none_of(tree: Tree, i: int) -> bool:
    """Whether a noun phrase opens with "no"."""
    left = [k for k in tree.kids[i] if k < i]
    left += [j for k in left for j in tree.kids[k] if j < k]
    return any(tree.form[k] in ("no", "not") and tree.base[k] in ("det", "advmod") for k in left)


def _future_reported(tree: Tree, i: int) -> bool:
    """ "said it would withdraw": the "would" is a "will" told in the past."""
    if not any(tree.form[k] in operators()["modals_would"] and tree.base[k] == "aux" for k in tree.kids[i]):
        return False
    if any(tree.form[k] == "have" and tree.base[k] == "aux" for k in tree.kids[i]):
        return False
    for k in tree.kids[i]:
        if tree.base[k] == "advcl" and tree.mark(k).split(" ")[0] in operators()["conditions"]:
            return False
    up = tree.head[i]
    return tree.base[i] == "ccomp" and (tree.lemma[up] in operators()["saying"] or tree.lemma[up] in _TOLD)


_TOLD = frozenset("announce promise vow pledge warn threaten agree declare decide know hope insist reveal".split())


def _operator(tree: Tree, below: int, up: int, found: set[Status], step: int, event: int) -> None:
    """What the governing word ``up`` itself does to its complement, ``step`` words above the event."""
    lists, lemma, base = operators(), tree.lemma[up], tree.base[below]
    passive_subject = tree.rel[below] == "nsubj:pass" or (base == "nsubj" and tree.passive(up))
    if base not in ("xcomp", "ccomp", "obj", "acl", "nmod", "obl", "csubj", "advcl") and not passive_subject:
        return
    case = tree.case(below)
    mark = tree.mark(below)
    if (
        base == "advcl"
        and mark not in ("to", "that", "")
        and not (mark in ("of", "from", "for") or lemma in lists["feared"])
    ):
        return
    if base == "obl" and case in _FACTUAL_CASES and case not in ("of", "about", "over", "against", "with", "on"):
        return
    clause = base in ("xcomp", "ccomp", "acl", "csubj") or (base == "advcl" and mark in ("to", "of", "that"))
    if base == "acl" and mark not in ("to", "that", "of") and tree.rel[below] == "acl":
        return
    if lemma in lists["denied"]:
        if base != "obj" or step <= 2 or disowned(tree, event):  # not "deny them a haven to plot attacks"
            found.add("denied")
    elif lemma in lists["requested"] and (clause or case in ("for", "") or base == "obj"):
        if base == "obj" and tree.pos[up] == "VERB" and lemma not in ("demand", "request", "order", "urge", "call"):
            return
        if lemma in ("tell", "advise") and base != "xcomp":
            return
        if lemma == "call" and base == "advcl" and mark == "":
            return
        if lemma != "require" or base != "obj":
            found.add("requested")
    elif lemma in lists["feared"]:
        if lemma == "afraid" and base == "ccomp":
            return  # "I am afraid this is the worst attack"
        if lemma in ("expect",):
            found.add("planned" if base == "xcomp" else "feared")
        elif lemma in ("warn", "warning") and base == "ccomp" and not _open(tree, below):
            return
        else:
            found.add("feared")
    elif lemma in lists["planned"] and (
        clause or base in ("obj", "nmod") or passive_subject or case in ("for", "to", "on")
    ):
        if (
            lemma in ("agree", "decide", "promise", "vow", "swear", "pledge", "threaten", "propose", "offer")
            and base == "ccomp"
        ):
            found.add("planned") if _open(tree, below) else None
        elif lemma in ("set", "aim", "offer", "prepare", "ready", "due", "future", "next", "want", "wish") and base in (
            "obj",
            "nmod",
        ):
            if lemma in ("prepare", "want"):
                found.add("planned")
        elif lemma == "set" and base != "xcomp":
            return
        else:
            found.add("planned")
    elif lemma in lists["possible"] and (clause or base == "nmod" or passive_subject):
        found.add("possible")
    elif base == "acl" and mark == "to":
        found.add("planned")


def _open(tree: Tree, i: int) -> bool:
    """Whether a clause speaks of what is not yet so."""
    return any(tree.base[k] == "aux" and tree.form[k] in _OPEN for k in tree.kids[i])


_OPEN = frozenset("will would could may might can shall should 'll 'd".split())


def _fails(tree: Tree, below: int, up: int) -> bool:
    lemma, base = tree.lemma[up], tree.base[below]
    if lemma not in operators()["failed"]:
        return False
    if lemma in ("refuse", "decline", "avoid", "cancel", "prohibit", "forbid", "bar"):
        return base in ("xcomp", "ccomp")
    if lemma in ("prevent",) and base in ("obl", "advcl", "xcomp"):
        return True
    if lemma in ("foil", "thwart", "avert", "prevent", "abort"):
        return base == "obj" or (base == "nsubj" and tree.passive(up))
    return base in ("xcomp", "ccomp", "acl", "advcl") and tree.mark(below) in ("to", "", "from")


def _question(tree: Tree, head: int) -> bool:
    first, last = tree.bounds(head)
    for i in range(last - 1, max(first, last - 4) - 1, -1):
        if tree.form[i] == "?":
            return True
        if tree.pos[i] not in ("PUNCT", "SYM"):
            return False
    return False
