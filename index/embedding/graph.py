"""The default model as an ONNX graph, in fp32 or int8, made from its weights alone: no torch, no calibration data.

In int8 every matrix but those of the attention's values, which stay in fp32, has one scale for each output, and every
token one scale of its own, taken while the model runs. So what a token becomes depends on nothing but its own text, and
one token's large activations cost no other token any accuracy (Dettmers et al. 2022, LLM.int8(), call it vector-wise
quantisation). The word table has one scale a word.

One text goes through at a time: no padding, and no mask, without which ONNX Runtime's attention is faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.embedding.onnx_file import FLOAT, INT64, MICROSOFT, Graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

INPUT, OUTPUT = "input_ids", "vector"
MAX_TOKENS = 256
DIMENSION = 384
_HEADS, _LAYERS, _EPSILON = 12, 6, 1e-12
_MIDDLE = np.array(128, np.uint8)  # the byte that stands for 0: what ONNX Runtime multiplies fastest is unsigned


def fp32_model(weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The ONNX file that computes what sentence-transformers does, in fp32."""
    return _Encoder(weights).model()


def int8_model(weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The ONNX file that computes about the same, in int8."""
    return _Int8Encoder(weights).model()


class _Encoder:
    """BERT with mean pooling (Devlin et al. 2019), its last vector made a unit vector."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self.graph = Graph()

    def model(self) -> bytes:
        values = self._norm(self._embeddings(), "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            values = self._layer(values, f"encoder.layer.{layer}.")
        mean = self.graph.node("ReduceMean", [values], axes=(1,), keepdims=0)
        self.graph.result("LpNormalization", [mean], OUTPUT, axis=-1, p=2)
        return self.graph.model((INPUT, INT64), (OUTPUT, FLOAT))

    def _embeddings(self) -> str:
        graph = self.graph
        places = self._weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
        places = places + self._weights["embeddings.token_type_embeddings.weight"][0]
        length = graph.node("Shape", [INPUT], start=1, end=2)
        first, axis = (graph.constant(name, np.array([0], np.int64)) for name in ("first", "axis"))
        here = graph.node("Slice", [graph.constant("places", places), first, length, axis])
        return graph.node("Add", [self.words(self._weights["embeddings.word_embeddings.weight"]), here])

    def _layer(self, values: str, layer: str) -> str:
        graph = self.graph
        names = [f"{layer}attention.self.{part}" for part in ("query", "key", "value")]
        bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        heads = [*self.products(values, names), graph.constant(f"{layer}bias", bias)]
        attended = graph.node("MultiHeadAttention", heads, MICROSOFT, num_heads=_HEADS)
        values = self._added(attended, values, f"{layer}attention.output")
        [wide] = self.products(values, [f"{layer}intermediate.dense"])
        active = graph.node("BiasGelu", [wide, self._constant(f"{layer}intermediate.dense.bias")], MICROSOFT)
        return self._added(active, values, f"{layer}output")

    def _added(self, values: str, onto: str, block: str) -> str:
        """The end of a block: its matrix, the sum with what went into the block, and the norm."""
        [product] = self.products(values, [f"{block}.dense"])
        moved = self.graph.node("Add", [product, self._constant(f"{block}.dense.bias")])
        return self._norm(self.graph.node("Add", [moved, onto]), f"{block}.LayerNorm")

    def _norm(self, values: str, name: str) -> str:
        scale, shift = self._constant(f"{name}.weight"), self._constant(f"{name}.bias")
        return self.graph.node("LayerNormalization", [values, scale, shift], axis=-1, epsilon=_EPSILON)

    def _constant(self, name: str) -> str:
        return self.graph.constant(name, self._weights[name])

    def matrix(self, name: str) -> NDArray[np.float32]:
        """A matrix of the weights, shape (outputs, inputs)."""
        return self._weights[f"{name}.weight"]

    def words(self, table: NDArray[np.float32]) -> str:
        """The rows of the word table, shape (words, dimension)."""
        return self.graph.node("Gather", [self.graph.constant("words", table), INPUT])

    def products(self, values: str, names: list[str]) -> list[str]:
        """The values times each of these matrices."""
        return [self.graph.node("MatMul", [values, self.graph.constant(name, self.matrix(name).T)]) for name in names]


class _Int8Encoder(_Encoder):
    """The same with the word table and every matrix but the attention's values in int8.

    Those six matrices are a twelfth of the work and, in int8, most of what is lost: a token's few large activations set
    the step for all of its values, which go into the vector without another norm between.
    """

    def words(self, table: NDArray[np.float32]) -> str:
        graph = self.graph
        rows, scales = _quantised(table)
        found = graph.node("Cast", [graph.node("Gather", [graph.constant("words", rows), INPUT])], to=FLOAT)
        return graph.node("Mul", [found, graph.node("Gather", [graph.constant("word scales", scales), INPUT])])

    def products(self, values: str, names: list[str]) -> list[str]:
        exact = [name for name in names if name.endswith(".value")]
        quantised = [name for name in names if name not in exact]
        return [*self._quantised_products(values, quantised), *super().products(values, exact)]

    def _quantised_products(self, values: str, names: list[str]) -> list[str]:
        graph = self.graph
        quantised, scale = self._quantise(values)
        one, middle = graph.constant("one", np.array(1, np.float32)), graph.constant("middle", _MIDDLE)
        results = []
        for name in names:
            rows, scales = _quantised(self.matrix(name))
            matrix, by_output = graph.constant(name, rows.T), graph.constant(f"{name}.scales", scales[:, 0])
            inputs = [quantised, matrix, one, by_output, middle]
            results.append(graph.node("Mul", [graph.node("MatMulIntegerToFloat", inputs, MICROSOFT), scale]))
        return results

    def _quantise(self, values: str) -> tuple[str, str]:
        """The values as bytes around 128, and the scale of each token, shape (1, tokens, 1)."""
        graph = self.graph
        largest = graph.node("ReduceMax", [graph.node("Abs", [values])], axes=(-1,), keepdims=1)
        step = graph.constant("step", np.array(1 / 127, np.float32))
        smallest = graph.constant("smallest", np.array(1e-12, np.float32))
        scale = graph.node("Max", [graph.node("Mul", [largest, step]), smallest])
        flat = graph.node("Reshape", [scale, graph.constant("flat", np.array([-1], np.int64))])
        middles = graph.node("Expand", [graph.constant("middle", _MIDDLE), graph.node("Shape", [flat])])
        return graph.node("QuantizeLinear", [values, flat, middles], axis=1), scale


def _quantised(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows in int8, and the scale of each, shape (rows, 1). Elementwise IEEE arithmetic: the same on any machine."""
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.float32(1e-8)) / np.float32(127)
    return np.rint(rows / scales).astype(np.int8), scales
