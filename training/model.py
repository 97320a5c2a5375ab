"""The reader: the MiniLM encoder (Wang et al. 2020) with one small head on every token.

The head gives four numbers for each token: start and end of the answer (Devlin et al. 2019), the relevance of the
token to the question and the weight of that relevance in its sentence (attention pooling); and one for the passage,
read from [CLS]: whether it answers the question at all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, LAYERS, HEADS, INNER, WORDS, POSITIONS = 384, 6, 12, 1536, 30522, 512
TOKEN_OUTPUTS = 4


class Layer(nn.Module):
    """One layer of a post-norm transformer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (batch, tokens, WIDTH); bias (batch, 1, 1, tokens), large and negative on padding."""
        query, keys, values = (
            one(states).unflatten(-1, (HEADS, -1)).transpose(1, 2) for one in (self.query, self.key, self.value)
        )
        if torch.onnx.is_in_onnx_export():  # plain operators, which ONNX Runtime knows how to fuse
            scores = query @ keys.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
            mixed = scores.softmax(-1) @ values
        else:
            # By hand and in the type at hand: on a processor twice as fast, backward, as torch's fused attention.
            with torch.autocast(states.device.type, enabled=False):
                scores = (query / math.sqrt(WIDTH // HEADS)) @ keys.transpose(-1, -2) + bias.to(query.dtype)
                mixed = scores.softmax(-1) @ values
        states = self.norm(states + self.mixed(mixed.transpose(1, 2).flatten(2)))
        fed: Tensor = self.last_norm(states + self.outer(functional.gelu(self.inner(states))))
        return fed


class ReaderModel(nn.Module):
    """Tokens of `[CLS] question [SEP] passage [SEP]` in, (token outputs, answerable logit) out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: nn.Module = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, WIDTH)
        self.token_outputs = nn.Linear(WIDTH, TOKEN_OUTPUTS)
        self.answerable = nn.Linear(WIDTH, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Outputs of shape (batch, tokens, TOKEN_OUTPUTS) and (batch,), both logits."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device).unsqueeze(0)
        states = self.norm(self.words(input_ids) + self.positions(places) + self.types(token_type_ids))
        bias = (1.0 - attention_mask[:, None, None, :].to(states.dtype)) * -10000.0
        for layer in self.layers:
            states = layer(states, bias)
        states = functional.gelu(self.head(states))
        return self.token_outputs(states), self.answerable(states[:, 0]).squeeze(-1)

    def begin_from(self, weights: Path) -> None:
        """Take the encoder from a sentence-transformers MiniLM (a safetensors file of BertModel's names)."""
        stored = load_file(weights)
        names = {
            f"layers.{at}.{ours}": f"encoder.layer.{at}.{theirs}" for at in range(LAYERS) for ours, theirs in _LAYER
        }
        own = self.state_dict()
        for ours, theirs in (names | _EMBEDDINGS).items():
            for part in ("weight", "bias"):
                if f"{ours}.{part}" in own:
                    own[f"{ours}.{part}"].copy_(stored[f"{theirs}.{part}"])


_LAYER = (
    ("query", "attention.self.query"),
    ("key", "attention.self.key"),
    ("value", "attention.self.value"),
    ("mixed", "attention.output.dense"),
    ("norm", "attention.output.LayerNorm"),
    ("inner", "intermediate.dense"),
    ("outer", "output.dense"),
    ("last_norm", "output.LayerNorm"),
)
_EMBEDDINGS = {
    "words": "embeddings.word_embeddings",
    "positions": "embeddings.position_embeddings",
    "types": "embeddings.token_type_embeddings",
    "norm": "embeddings.LayerNorm",
}
