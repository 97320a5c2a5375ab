"""ONNX's file format, as much of it as an encoder needs, so that the same weights give the same bytes anywhere.

The numbers of the fields are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), which never
change. With the `onnx` package the bytes would depend on its version, and a hash in the code would not hold.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

FLOAT, INT32, INT64, INT8, UINT8 = 1, 6, 7, 3, 2
_TYPES = {"float32": FLOAT, "int32": INT32, "int64": INT64, "int8": INT8, "uint8": UINT8}
_ATTRIBUTE_FLOAT, _ATTRIBUTE_INT, _ATTRIBUTE_INTS = 1, 2, 7
_IR_VERSION, _OPSET = 8, 17
MICROSOFT = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""

Attribute = int | float | tuple[int, ...]


@dataclass(slots=True)
class Graph:
    """A graph as it grows: every method adds a piece and returns the name of its value."""

    nodes: list[bytes] = field(default_factory=list)
    constants: dict[str, bytes] = field(default_factory=dict)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """A tensor that is part of the model; the same name twice is the same tensor."""
        if name not in self.constants:
            sizes: tuple[int, ...] = values.shape
            shape = b"".join(_number(1, size) for size in sizes)
            kind = _number(2, _TYPES[values.dtype.name])
            little = values.astype(values.dtype.newbyteorder("<"), copy=False)
            self.constants[name] = shape + kind + _bytes(8, name.encode()) + _bytes(9, little.tobytes())
        return name

    def node(self, operator: str, inputs: Sequence[str], domain: str = "", **attributes: Attribute) -> str:
        """An operator with one output."""
        name = f"{operator}{len(self.nodes)}"
        self._add(operator, inputs, name, domain, attributes)
        return name

    def result(self, operator: str, inputs: Sequence[str], name: str, **attributes: Attribute) -> None:
        """The operator whose output is the model's."""
        self._add(operator, inputs, name, "", attributes)

    def model(self, takes: tuple[str, int], gives: tuple[str, int]) -> bytes:
        """The file, with one input and one output, each a name and an element type, of shape (batch, length)."""
        graph = b"".join(_bytes(1, node) for node in self.nodes) + _bytes(2, b"encoder")
        graph += b"".join(_bytes(5, tensor) for tensor in self.constants.values())
        graph += _bytes(11, _value(*takes)) + _bytes(12, _value(*gives))
        opsets = _bytes(8, _bytes(1, b"") + _number(2, _OPSET))
        opsets += _bytes(8, _bytes(1, MICROSOFT.encode()) + _number(2, 1))
        return _number(1, _IR_VERSION) + _bytes(2, b"dateline") + _bytes(7, graph) + opsets

    def _add(
        self, operator: str, inputs: Sequence[str], name: str, domain: str, attributes: dict[str, Attribute]
    ) -> None:
        node = b"".join(_bytes(1, one.encode()) for one in inputs) + _bytes(2, name.encode())
        node += _bytes(3, name.encode()) + _bytes(4, operator.encode())
        node += b"".join(_bytes(5, _attribute(key, value)) for key, value in attributes.items())
        self.nodes.append(node + _bytes(7, domain.encode()))


def _attribute(name: str, value: Attribute) -> bytes:
    begin = _bytes(1, name.encode())
    if isinstance(value, int):
        return begin + _number(3, value) + _number(20, _ATTRIBUTE_INT)
    if isinstance(value, float):
        return begin + _key(2, 5) + struct.pack("<f", value) + _number(20, _ATTRIBUTE_FLOAT)
    return begin + b"".join(_number(8, one) for one in value) + _number(20, _ATTRIBUTE_INTS)


def _value(name: str, kind: int) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, size)) for size in (b"batch", b"length"))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _bytes(number: int, content: bytes) -> bytes:
    return _key(number, 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _key(number, 0) + _varint(value % 2**64)


def _key(number: int, wire: int) -> bytes:
    return _varint(number << 3 | wire)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
