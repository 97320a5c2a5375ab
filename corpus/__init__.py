"""Articles: read from files, cleaned, dated, and cut into passages. Knows nothing of vectors or chat."""
