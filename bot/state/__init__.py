"""What the bot remembers over a restart: answers with their buttons, conversations, feedback, servers' settings."""
