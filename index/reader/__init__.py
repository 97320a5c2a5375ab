"""The reader: does a passage answer a question, in which sentence, in which words?

Dateline's own compact model (`MODEL_CARD.md` beside this file says of what it is made), run by ONNX Runtime: no torch.
"""

from index.reader.reader import Reader
from index.reader.reading import Reading, SentenceScore

__all__ = ["Reader", "Reading", "SentenceScore"]
