"""The faces of the answering core: Discord and the console."""
