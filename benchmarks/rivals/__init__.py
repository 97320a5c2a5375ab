"""Systems that `python -m benchmarks.side_by_side` measures, each in a process and an environment of its own.

`task.py` and what it imports need the standard library alone, so that every one of them can import it.
"""
