"""Passages in, ranked passages out; and the rebuild that makes an archive searchable."""
