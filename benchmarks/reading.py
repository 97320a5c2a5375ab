"""How fast an archive is read: articles per second and peak memory, files in, dated and cleaned articles out.

    python -m benchmarks.reading --data ../shared/data/reuters21578

Nothing is embedded or stored. --processes 0 takes all cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.memory import peak_mib
from corpus.readers import Sourced, read_sources


def main() -> int:
    """Read and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="PATH", help="files or folders to read")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="0: one per core")
    arguments = parser.parse_args()
    articles = unreadable = dated = 0
    started, processor = time.perf_counter(), time.process_time()
    for read in read_sources(arguments.data, processes=arguments.processes):
        if isinstance(read, Sourced):
            articles += 1
            dated += read.article.published is not None
        else:
            unreadable += 1
    seconds, busy = time.perf_counter() - started, time.process_time() - processor
    print(f"articles        {articles}  ({dated} dated, {unreadable} files or records unreadable)")
    print(
        f"per second      {articles / seconds:.0f}  ({seconds:.1f} s; {busy:.1f} s of processor time in this process)"
    )
    print(f"peak memory     {peak_mib():.0f} MB in this process")
    return 0


if __name__ == "__main__":
    sys.exit(main())
