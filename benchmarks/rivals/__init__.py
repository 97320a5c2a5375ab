"""Systems that `python -m benchmarks.side_by_side` measures, each in a process and an environment of its own.

`task.py` needs the standard library alone, so that every one of them can import it.
"""
