"""A chat message in, a cited answer out: the answering core, and the console and Discord in front of it."""
