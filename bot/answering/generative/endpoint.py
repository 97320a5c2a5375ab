"""An OpenAI-compatible endpoint: messages in, words out as they come, every failure in words."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from bot.answering.generative.child import crash
from bot.answering.generative.exchange import Exchange, too_long
from corpus.errors import LanguageModelError, ModelMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.answering.generative.exchange import Opening
    from bot.answering.generative.local import LocalModel
    from bot.settings import LlmSettings

_NO_KEY = "none"  # what a server that asks for no key is sent: the library insists on one
_CHARACTERS_A_TOKEN = 40  # no tokeniser makes more of words: an endpoint that sends more does not keep to max_tokens
_MOST_TOKENS = 10_000_000  # beyond, what an endpoint says that a question cost is not believed
_LONGEST_LOOK_S = 15  # seconds that `look` waits for one answer, whatever the settings allow a question
_GREETING = ({"role": "system", "content": "Answer in one word."}, {"role": "user", "content": "Are you there?"})
_NAMED = 5  # models of an endpoint that are named where the wanted one is not among them


class Endpoint:
    """One endpoint and one model of it. Safe to use from several threads."""

    def __init__(self, settings: LlmSettings, local: LocalModel | None = None) -> None:
        """Take the endpoint that the settings name, or a local model; nothing is sent.

        Raises ModelMissing where the openai library is not installed.
        """
        try:
            import openai  # noqa: F401 (only whether it is there)
        except ImportError:
            raise ModelMissing(
                "answering.llm needs the openai library", "pip install 'dateline-bot[llm]', or leave base_url empty"
            ) from None
        self._settings = settings
        self._local = local
        self.model = local.name if local else settings.model

    def ask(self, said: Sequence[dict[str, str]]) -> Reply:
        """Begin a reply; it is read by iterating over it. Raises LanguageModelError for whatever goes wrong."""
        return Reply(self, said, self._settings)

    def exchange(self, ask: Callable[[Any], Opening], seconds: float) -> Exchange:
        """One call of the endpoint, over in that time. Raises LanguageModelError for a local model that is not up."""
        deadline = monotonic() + seconds
        url = self._address(deadline)
        return Exchange(lambda connecting_s: self._client(url, connecting_s), ask, deadline)

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """Turns whatever goes wrong in an exchange into LanguageModelError, with what mends it."""
        try:
            with _in_words(self._settings.key_variable):
                yield
        except LanguageModelError:
            if self._local and self._local.died():
                raise crash() from None
            raise

    def _address(self, deadline: float) -> str:
        return (self._local.address(deadline) if self._local else self._settings.base_url).rstrip("/") + "/"

    def _client(self, url: str, connecting_s: float) -> Any:
        """An asynchronous client for one exchange, which bounds all but the connecting. It tries once."""
        import openai

        local = self._local
        return openai.AsyncOpenAI(
            base_url=url,
            api_key=(local.key if local else os.environ.get(self._settings.key_variable)) or _NO_KEY,
            timeout=openai.Timeout(None, connect=connecting_s),
            max_retries=0,
            # A proxy of the environment is for other machines.
            http_client=openai.DefaultAsyncHttpxClient(trust_env=False) if local else None,
        )

    def look(self) -> str:
        """What there is at the endpoint, in one line: it lists our model, or else a one-token call is answered.

        Takes no longer than twice the timeout, and once more where a local model is to be loaded. Raises
        LanguageModelError, with what mends it.
        """
        url = self._address(monotonic() + self._settings.timeout_s)
        seconds = min(self._settings.timeout_s, _LONGEST_LOOK_S)
        settings = self._settings.model_copy(update={"timeout_s": seconds, "max_output_tokens": 1})
        listed = self._listed(seconds)
        if listed is not None and self.model in listed:
            return f"{self.model} is listed at {url}"
        try:
            for _ in Reply(self, _GREETING, settings):
                pass
        except LanguageModelError as failure:
            if listed:
                some = ", ".join(sorted(listed)[:_NAMED])
                raise LanguageModelError(
                    f"{url} has no model {self.model} ({failure.sentence})",
                    f"set answering.llm.model to one that it lists, as {some}",
                ) from None
            raise
        return f"{self.model} answers at {url}"

    def _listed(self, seconds: float) -> set[str] | None:
        """The models that an endpoint lists; None where it has no such list."""
        import openai

        exchange = self.exchange(lambda client: client.models.with_streaming_response.list(), seconds)
        with self.in_words():
            try:
                with exchange as arriving:
                    body = b"".join(arriving)
            except (openai.NotFoundError, openai.BadRequestError):
                return None
            except openai.APIStatusError as failure:
                if failure.status_code in {405, 501}:
                    return None
                raise
        try:
            return {str(one["id"]) for one in json.loads(body)["data"]}
        except (ValueError, TypeError, KeyError):
            return None


class Reply:
    """The words of one reply, as they come. `tokens` is what it cost, known at its end where the endpoint tells."""

    def __init__(self, endpoint: Endpoint, said: Sequence[dict[str, str]], settings: LlmSettings) -> None:
        """Take what to ask; nothing is sent before the first word is asked for."""
        self._endpoint = endpoint
        self._said = said
        self._settings = settings
        self.tokens: int | None = None
        self.finish: str | None = None

    def __iter__(self) -> Iterator[str]:
        """The words. Raises LanguageModelError for an endpoint that is down, slow or refusing, or breaks off."""
        room = self._settings.max_output_tokens * _CHARACTERS_A_TOKEN
        exchange = self._endpoint.exchange(self._asked, self._settings.timeout_s)
        with self._endpoint.in_words():
            for words in self._words(exchange):
                room -= len(words)
                if room < 0:
                    raise LanguageModelError("the language model's reply has no end")
                yield words
            if self.finish is None:
                raise LanguageModelError("the language model's reply broke off")
            if self.finish == "content_filter":
                raise LanguageModelError("the language model refused to answer")

    def _words(self, exchange: Exchange) -> Iterator[str]:
        with exchange as arriving:
            if "event-stream" in arriving.kind:
                yield from self._streamed(arriving)
            else:
                yield from self._at_once(json.loads(b"".join(arriving)))

    def _asked(self, client: Any) -> Any:
        return client.chat.completions.with_streaming_response.create(
            model=self._endpoint.model,
            messages=list(self._said),
            max_tokens=self._settings.max_output_tokens,
            temperature=0,
            stream=True,
            stream_options={"include_usage": True},
        )

    def _streamed(self, pieces: Iterable[bytes]) -> Iterator[str]:
        for data in _events(pieces):
            chunk = json.loads(data)
            if chunk.get("error"):
                raise LanguageModelError("the language model's endpoint failed while it replied")
            self.tokens = _cost(chunk) or self.tokens
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
        self.tokens = _cost(document)
        yield str(choice["message"]["content"] or "")


def _cost(document: dict[str, Any]) -> int | None:
    """The tokens that a question cost, where the endpoint tells and it can be: no budget grows by a question."""
    tokens = (document.get("usage") or {}).get("total_tokens")
    return tokens if isinstance(tokens, int) and 0 < tokens <= _MOST_TOKENS else None


@contextmanager
def _in_words(key_variable: str) -> Iterator[None]:
    """Turns what the library raises into LanguageModelError, with what mends it."""
    import openai

    try:
        yield
    except openai.APITimeoutError:
        raise too_long() from None
    except openai.APIConnectionError:
        raise LanguageModelError(
            "the language model cannot be reached", "start its endpoint, or mend answering.llm.base_url"
        ) from None
    except openai.APIStatusError as failure:
        raise _refused(failure.status_code, key_variable) from None
    except LanguageModelError:
        raise
    # What breaks in the middle of a stream comes as an error of the transport, of JSON or of the library's own
    # models, by version; to the reader they are one.
    except Exception as failure:  # noqa: BLE001
        raise LanguageModelError(
            f"the language model's reply is broken ({type(failure).__name__})",
            "point answering.llm.base_url at an OpenAI-compatible endpoint; it ends in /v1 as a rule",
        ) from None


def _events(pieces: Iterable[bytes]) -> Iterator[str]:
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


def _refused(status: int, key_variable: str) -> LanguageModelError:
    if status in {401, 403}:
        lacking = "a key that is valid there" if os.environ.get(key_variable) else "its key: it is not set"
        return LanguageModelError("the language model's endpoint refused the key", f"set {key_variable} to {lacking}")
    if status == 429:
        sentence = "the language model's endpoint takes no more questions for now"
        return LanguageModelError(sentence, "wait, or raise the quota there")
    mend = "look into the endpoint's log"
    if status == 404:
        mend = "mend answering.llm.model, or answering.llm.base_url, which ends in /v1 as a rule"
    return LanguageModelError(f"the language model's endpoint failed (HTTP {status})", mend)
