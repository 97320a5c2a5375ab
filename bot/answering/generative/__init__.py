"""Answers in a language model's words, each sentence held to the print that it cites. Off unless configured."""
