"""A server on loopback that begins an answer at once and never ends it: one byte after the other, for ever."""

from __future__ import annotations

import socket
import threading
from typing import Self

_PAUSE_S = 0.02


class Dripping:
    """Serves one connection after the other while it is entered; `left` is set once a caller has closed one."""

    def __init__(self, begins: bytes, drips: bytes) -> None:
        """`begins` is sent at once, `drips` again and again."""
        self._begins = begins
        self._drips = drips
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self.left = threading.Event()
        self.address = f"127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._listening.close()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:  # shut down
                return
            with connection:
                self._drip(connection)

    def _drip(self, connection: socket.socket) -> None:
        try:
            connection.sendall(self._begins)
            while not self._over.wait(_PAUSE_S):
                connection.sendall(self._drips)
        except OSError:
            self.left.set()
