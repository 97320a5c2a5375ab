"""An OpenAI-compatible endpoint: messages in, words out as they come, every failure in words."""

from __future__ import annotations

import json
import os
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING, Any

from corpus.errors import LanguageModelError, ModelMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.settings import LlmSettings

_NO_KEY = "none"  # what a server that asks for no key is sent: the library insists on one
_LONGEST_REPLY = 4_000_000  # bytes


class Endpoint:
    """One endpoint and one model of it. Safe to use from several threads."""

    def __init__(self, settings: LlmSettings) -> None:
        """Prepare a client; nothing is sent. Raises ModelMissing where the openai library is not installed."""
        try:
            import openai
        except ImportError:
            raise ModelMissing(
                "answering.llm needs the openai library", "pip install 'dateline-bot[llm]', or leave base_url empty"
            ) from None
        self._settings = settings
        self._client = openai.OpenAI(
            base_url=settings.base_url,
            api_key=os.environ.get(settings.key_variable) or _NO_KEY,
            timeout=settings.timeout_s,
            max_retries=0,
        )

    def ask(self, said: Sequence[dict[str, str]]) -> Reply:
        """Begin a reply; it is read by iterating over it. Raises LanguageModelError for whatever goes wrong."""
        return Reply(self._client, said, self._settings)


class Reply:
    """The words of one reply, as they come. `tokens` is what it cost, known at its end where the endpoint tells."""

    def __init__(self, client: Any, said: Sequence[dict[str, str]], settings: LlmSettings) -> None:
        """Take what to ask; nothing is sent before the first word is asked for."""
        self._client = client
        self._said = said
        self._settings = settings
        self.tokens: int | None = None
        self.finish: str | None = None

    def __iter__(self) -> Iterator[str]:
        """The words. Raises LanguageModelError for an endpoint that is down, slow or refusing, or breaks off."""
        import openai

        try:
            yield from self._words()
        except openai.APITimeoutError:
            raise LanguageModelError("the language model took too long") from None
        except openai.APIConnectionError:
            raise LanguageModelError("the language model cannot be reached") from None
        except openai.APIStatusError as failure:
            raise LanguageModelError(_refused(failure.status_code)) from None
        except LanguageModelError:
            raise
        # What breaks in the middle of a stream comes as an error of the transport, of JSON or of the library's own
        # models, by version; to the reader they are one.
        except Exception as failure:  # noqa: BLE001
            raise LanguageModelError(f"the language model's reply is broken ({type(failure).__name__})") from None
        if self.finish is None:
            raise LanguageModelError("the language model's reply broke off")
        if self.finish == "content_filter":
            raise LanguageModelError("the language model refused to answer")

    def _words(self) -> Iterator[str]:
        deadline = monotonic() + self._settings.timeout_s
        raw = self._client.chat.completions.with_raw_response.create(
            model=self._settings.model,
            messages=list(self._said),
            max_tokens=self._settings.max_output_tokens,
            temperature=0,
            stream=True,
            stream_options={"include_usage": True},
        )
        if "event-stream" not in raw.headers.get("content-type", ""):
            yield from self._at_once(json.loads(b"".join(_in_time(raw.http_response, deadline))))
            return
        for data in _events(_in_time(raw.http_response, deadline)):
            chunk = json.loads(data)
            if chunk.get("error"):
                raise LanguageModelError("the language model's endpoint failed while it replied")
            if chunk.get("usage"):
                self.tokens = int(chunk["usage"]["total_tokens"])
            for choice in (chunk.get("choices") or ())[:1]:
                delta = choice.get("delta") or {}
                if delta.get("refusal"):
                    raise LanguageModelError("the language model refused to answer")
                self.finish = choice.get("finish_reason") or self.finish
                if delta.get("content"):
                    yield str(delta["content"])

    def _at_once(self, document: Any) -> Iterator[str]:
        """The words of an endpoint that does not stream."""
        choice = document["choices"][0]
        if choice["message"].get("refusal"):
            raise LanguageModelError("the language model refused to answer")
        self.finish = choice.get("finish_reason") or "stop"
        usage = document.get("usage") or {}
        self.tokens = int(usage["total_tokens"]) if "total_tokens" in usage else None
        yield str(choice["message"]["content"] or "")


def _in_time(response: Any, deadline: float) -> Iterator[bytes]:
    """The bytes of a response, as long as they come before the deadline and are not beyond all measure.

    The library's own timeout is between two reads: an endpoint that drips would never meet it.
    """
    size = 0
    with closing(response):
        for piece in response.iter_bytes():
            size += len(piece)
            if monotonic() > deadline:
                raise LanguageModelError("the language model took too long")
            if size > _LONGEST_REPLY:
                raise LanguageModelError("the language model's reply has no end")
            yield piece


def _events(pieces: Iterator[bytes]) -> Iterator[str]:
    """The data of server-sent events, up to [DONE]."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            name, _, data = line.decode().strip().partition(":")
            if name == "data":
                if data.strip() == "[DONE]":
                    return
                yield data


def _refused(status: int) -> str:
    if status in {401, 403}:
        return "the language model's endpoint refused the key"
    if status == 429:
        return "the language model's endpoint takes no more questions for now"
    return f"the language model's endpoint failed (HTTP {status})"
