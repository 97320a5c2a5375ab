"""One cog for each area of the bot: its commands and listeners, told in the constructor what they need."""
