"""From a question to an answer that stands in print. Never imports discord."""
