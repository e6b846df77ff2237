"""A batch of windows to tensors, and the losses of the heads that its corpus has labels for."""

from __future__ import annotations

import random

import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.read import pieces as pc
from training import claim_losses, incident_losses, reference_losses
from training.examples import IGNORE, Link, Prepared, Window
from training.incidents import Incidents
from training.network import LINK, Network, distance_bucket

CASING_DROPPED = 0.12
CLAIMS_AT_LEAST = 5
"""Added to a batch's number of claims, by which their losses are divided: a batch without any would weigh too much."""


def inputs(batch: list[Window], rng: random.Random | None) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Pieces, casing, mask [batch, length] and first, last [batch, words]. With ``rng``, some windows lose casing."""
    length = max(w.size for w in batch) + 2
    words = max(w.last - w.first for w in batch)
    pieces = torch.zeros(len(batch), length, dtype=torch.long)
    casing = torch.full((len(batch), length), pc.NONE)
    mask = torch.zeros(len(batch), length)
    first = torch.zeros(len(batch), words, dtype=torch.long)
    last = torch.zeros(len(batch), words, dtype=torch.long)
    for b, window in enumerate(batch):
        hidden = rng is not None and rng.random() < CASING_DROPPED
        row, cases = [pc.START], [pc.NONE]
        for i in range(window.first, window.last):
            first[b, i - window.first] = len(row)
            row += window.document.pieces[i]
            cases += [pc.HIDDEN if hidden else window.document.casing[i]] * len(window.document.pieces[i])
            last[b, i - window.first] = len(row) - 1
        row.append(pc.END)
        cases.append(pc.NONE)
        pieces[b, : len(row)] = torch.tensor(row)
        casing[b, : len(row)] = torch.tensor(cases)
        mask[b, : len(row)] = 1
    return pieces, casing, mask, first, last


def _labels(batch: list[Window], name: str, words: int) -> Tensor:
    made = torch.full((len(batch), words), IGNORE)
    for b, window in enumerate(batch):
        values = getattr(window.document, name)[window.first : window.last]
        made[b, : len(values)] = torch.tensor(values)
    return made


def losses(
    network: Network,
    batch: list[Window],
    rng: random.Random,
    rows: claim_losses.Rows | None = None,
    references: reference_losses.ReferenceRows | None = None,
) -> dict[str, Tensor]:
    """Mean losses by head. ``rows``: needed where the batch is of annotated claims; ``references``: where it shows what
    refers back to what. Such a batch holds all windows of a document that are needed."""
    pieces, casing, mask, first, last = inputs(batch, rng)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = network.encoder(pieces, casing, mask)
    at = torch.arange(len(batch))[:, None]
    x = x.float()
    h = network.drop((x[at, first] + x[at, last]) * 0.5)
    words = first.shape[1]
    document = batch[0].document
    made: dict[str, Tensor] = {}
    for name, label, head in (
        ("pos", "pos", network.pos),
        ("lemma", "lemmas", network.lemma),
        ("head_kind", "head_kinds", network.head_kind),
        ("names", "names", network.names),
        ("entities", "entities", network.entities),
    ):
        if getattr(document, label) is not None:
            gold = _labels(batch, label, words)
            made[name] = F.cross_entropy(head(h).flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
    if document.starts is not None:
        gold = _labels(batch, "starts", words)
        known = gold >= 0
        made["start"] = F.binary_cross_entropy_with_logits(network.start(h)[..., 0][known], gold[known].float())
    if document.heads is not None:
        made |= _trees(network, batch, h)
    if document.roles is not None:
        made |= _attributions(network, batch, h)
    if document.certainties is not None:
        made["certainty"] = _certainties(network, batch, h)
    if isinstance(document, Incidents):
        made |= _incidents(network, batch, h)
    if document.claims is None and document.anaphors is None:
        return made
    read = _vectors(network, batch, h)
    if document.claims is not None:
        assert rows is not None
        made |= _claims(network, rows, read, rng)
    assert references is not None
    known = [(d.anaphors or [], vectors) for d, vectors in read]
    found = reference_losses.losses(network.reference, references, known, rng)
    if found is not None:
        made["reference"] = found
    return made


def _certainties(network: Network, batch: list[Window], h: Tensor) -> Tensor:
    gold = torch.full(h.shape[:2], torch.nan)
    for b, window in enumerate(batch):
        assert window.document.certainties is not None
        values = window.document.certainties[window.first : window.last]
        gold[b, : len(values)] = torch.tensor(values)
    known = ~gold.isnan()
    if not bool(known.any()):
        return h.sum() * 0.0
    return F.smooth_l1_loss(network.certainties(h)[known], gold[known])


def _incidents(network: Network, batch: list[Window], h: Tensor) -> dict[str, Tensor]:
    roles, types, windows = incident_losses.labels(batch, h.shape[1])
    known = torch.zeros(h.shape[:2], dtype=torch.bool)
    for b, window in enumerate(batch):
        known[b, : window.last - window.first] = True
    scores = network.incident_types(h)
    return {
        "incident_role": incident_losses.role_loss(network.incident_role_scores(h), roles),
        "incident_type": incident_losses.type_loss(scores, types),
        "incident_window": incident_losses.window_loss(scores, known, windows),
    }


def _vectors(network: Network, batch: list[Window], h: Tensor) -> list[tuple[Prepared, Tensor]]:
    """The documents of a batch with their words' vectors for claims [words, CLAIM], 0 where no window was read."""
    vectors = network.claim_vectors(h)
    made: list[tuple[Prepared, Tensor]] = []
    for number in dict.fromkeys(id(w.document) for w in batch):
        own = [(b, w) for b, w in enumerate(batch) if id(w.document) == number]
        document = own[0][1].document
        pieces, at = [], 0
        for b, w in sorted(own, key=lambda x: x[1].first):
            if w.first > at:
                pieces.append(vectors.new_zeros(w.first - at, vectors.shape[-1]))
            pieces.append(vectors[b, : w.last - w.first])
            at = w.last
        if at < len(document.words):
            pieces.append(vectors.new_zeros(len(document.words) - at, vectors.shape[-1]))
        made.append((document, torch.cat(pieces)))
    return made


def _claims(
    network: Network, rows: claim_losses.Rows, documents: list[tuple[Prepared, Tensor]], rng: random.Random
) -> dict[str, Tensor]:
    read = [claim_losses.Read(d.claims, vectors) for d, vectors in documents if d.claims is not None]
    found, claims = claim_losses.losses(network.claims, rows, read, rng)
    return {name: value / (claims + CLAIMS_AT_LEAST) for name, value in found.items()}


def _trees(network: Network, batch: list[Window], h: Tensor) -> dict[str, Tensor]:
    words = h.shape[1]
    heads = torch.full((len(batch), words), IGNORE)
    sentence = torch.full((len(batch), words), -1)
    for b, window in enumerate(batch):
        gold, sentences = window.document.heads, window.document.sentence
        assert gold is not None
        assert sentences is not None
        for i in range(window.first, window.last):
            # A window may cut a very long sentence: a head outside it is no label.
            if gold[i] == i:
                heads[b, i - window.first] = words
            elif window.first <= gold[i] < window.last:
                heads[b, i - window.first] = gold[i] - window.first
            sentence[b, i - window.first] = sentences[i]
    scores = network.arcs(h)
    other = sentence[:, :, None] != sentence[:, None, :]
    closed = torch.cat([other, torch.zeros(len(batch), words, 1, dtype=torch.bool)], dim=-1)
    scores = scores.masked_fill(closed, -1e4)
    arc = F.cross_entropy(scores.flatten(0, 1), heads.flatten(), ignore_index=IGNORE)
    upper = torch.cat([network.relation_head(h), network.relation_root.expand(len(batch), 1, -1)], dim=1)
    chosen = upper[torch.arange(len(batch))[:, None], heads.clamp(min=0)]
    relations = network.relation(F.relu(network.relation_dependent(h) + chosen))
    gold = _labels(batch, "relations", words).masked_fill(heads < 0, IGNORE)
    return {"arc": arc, "relation": F.cross_entropy(relations.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)}


def _attributions(network: Network, batch: list[Window], h: Tensor) -> dict[str, Tensor]:
    words = h.shape[1]
    tags = torch.zeros(len(batch), words, 3, dtype=torch.long)
    known = torch.zeros(len(batch), words, dtype=torch.bool)
    for b, window in enumerate(batch):
        assert window.document.roles is not None
        rows = window.document.roles[window.first : window.last]
        tags[b, : len(rows)] = torch.tensor(rows)
        known[b, : len(rows)] = True
    made = {"roles": network.chain.loss(network.role_scores(h), tags, known)}
    total, n = h.new_zeros(()), 0
    cue_vectors = network.link_cue(h)
    span_vectors = network.link_span(h)
    for b, window in enumerate(batch):
        cues = [c for c in window.document.cues if window.first <= c < window.last]
        for link in window.document.links:
            if not (window.first <= link.first and link.last < window.last) or not cues:
                continue
            logits = link_logits(network, cue_vectors[b], span_vectors[b], link, cues, window.first)
            right = [i for i, c in enumerate(cues) if c in link.cues]
            gold = logits[right] if right else logits[-1:]
            total = total + torch.logsumexp(logits, 0) - torch.logsumexp(gold, 0)
            n += 1
    if n:
        made["link"] = total / n
    return made


def link_logits(
    network: Network, cue_vectors: Tensor, span_vectors: Tensor, link: Link, cues: list[int], base: int
) -> Tensor:
    """Scores of each cue for a span, "none" last. Positions are words of the document, ``base`` the window's first."""
    part = slice(link.role * LINK, (link.role + 1) * LINK)
    vector = (span_vectors[link.first - base, part] + span_vectors[link.last - base, part]) * 0.5
    places = torch.tensor(cues) - base
    buckets = [distance_bucket(link.first - c if link.first > c else min(0, link.last - c)) for c in cues]
    scores = cue_vectors[places] @ vector * LINK**-0.5 + network.link_distance[link.role, torch.tensor(buckets)]
    return torch.cat([scores, network.link_none[link.role : link.role + 1]])
