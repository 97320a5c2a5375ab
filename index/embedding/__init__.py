"""Text into vectors: the embedding model, found without a hub, checked before it is used, run by what is fastest here.

`onnx.py` runs the default model in ONNX Runtime, `pytorch.py` any other with sentence-transformers; the numbers of
both lie in one space only where `Embedder.sha256` is the same.
"""

from index.embedding.embedder import Embedder
from index.embedding.models import BUNDLED_MODEL, BUNDLED_PACKAGE, BUNDLED_SHA256

__all__ = ["BUNDLED_MODEL", "BUNDLED_PACKAGE", "BUNDLED_SHA256", "Embedder"]
