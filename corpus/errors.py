"""Every error a person can see, in one tree.

Each carries the sentence that a person reads and, where one command or action mends it, that too:
`str(error)` is the two together on one line.

    DatelineError
    ├── SettingsError           config.yaml, an environment variable or an option says something impossible
    ├── DateError               a date that is not one
    ├── SourceError             a source that cannot be read
    │   ├── SourceMissing
    │   └── NoReader            no reader for this format
    ├── QuestionError           a question that cannot be asked (empty, too long, a window that ends before it starts)
    ├── ModelError              the embedding model or the reader
    │   ├── ModelMissing
    │   ├── ModelMismatch       not the weights that were asked for (sha256)
    │   └── LanguageModelError  the language model gives no reply that can be used
    ├── GenerationError         the index on disk
    │   ├── NoGeneration
    │   ├── CorruptGeneration
    │   ├── OutdatedGeneration  made with another model, chunker or schema
    │   ├── RebuildRunning      another rebuild holds the lock
    │   └── StorageError        the data directory cannot be written
    ├── StateError              the file in which the bot remembers conversations and settings
    └── DiscordError            the bot cannot start (no token, a token that Discord refuses)
"""

from __future__ import annotations


class DatelineError(Exception):
    """A failure that a person can understand: `sentence` says what is wrong, `mend` what to do about it."""

    def __init__(self, sentence: str, mend: str | None = None) -> None:
        self.sentence = " ".join(sentence.split())
        self.mend = " ".join(mend.split()) if mend else None
        super().__init__(f"{self.sentence} ({self.mend})" if self.mend else self.sentence)


class SettingsError(DatelineError):
    """A setting, an environment variable or an option that cannot be."""


class DateError(DatelineError):
    """Text that should be a date and is not one."""


class SourceError(DatelineError):
    """A source of articles that cannot be read."""


class SourceMissing(SourceError):
    """A source that is not there."""


class NoReader(SourceError):
    """A file of a format that no reader knows."""


class QuestionError(DatelineError):
    """A question that cannot be asked."""


class ModelError(DatelineError):
    """A model, for embedding or for reading, cannot be used."""


class ModelMissing(ModelError):
    """A model is not on this machine."""


class ModelMismatch(ModelError):
    """The weights on disk are not the weights that were asked for."""


class LanguageModelError(ModelError):
    """The language model gives no reply that can be used: the answer is made without it."""


class GenerationError(DatelineError):
    """The index on disk cannot be used."""


class NoGeneration(GenerationError):
    """Nothing has been indexed yet."""


class CorruptGeneration(GenerationError):
    """A generation that is not what its manifest says."""


class OutdatedGeneration(GenerationError):
    """A generation made with another model, chunker or schema than this program's."""


class RebuildRunning(GenerationError):
    """Another rebuild is at work in the same data directory."""


class StorageError(GenerationError):
    """The data directory cannot be written: full, read-only, or not a directory."""


class StateError(DatelineError):
    """What the bot remembers cannot be read or written."""


class DiscordError(DatelineError):
    """The bot cannot start."""
