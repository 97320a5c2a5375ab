"""One story, many copies: which articles are copies, later versions and corrections of others.

    words, sketch      a text becomes a few sorted hashes and its MinHashes
    marks, entry       what an article says of itself; all that is kept of it
    candidates         whose MinHashes meet (locality-sensitive hashing)
    likeness           how much two articles share, weighed by rarity
    copies, versions, corrections    what that makes them to one another
    linking, grouping  one pass over everything
    linker, links      what is taken and what is given

Nothing is deleted: links say which articles one voice speaks for, and which one is the newest.
"""

from __future__ import annotations

from corpus.duplicates.linker import Linker
from corpus.duplicates.links import Copies, Links

__all__ = ["Copies", "Linker", "Links"]
