"""Claude, by Anthropic's SDK; the answer's shape is asked for by `output_config.format`."""

from __future__ import annotations

from typing import Any

import anthropic

from b24app.ai.provider import MOST_TOKENS, Prompt, Reply, http_failure
from b24app.ai.wire import Client, Failed, TooLarge, bounded_client
from b24app.errors import ProviderNonsense, ProviderRefused, ProviderUnreachable
from b24app.model import Secret

_ADDRESS = "https://api.anthropic.com"


class Claude:
    """One account of Claude."""

    title = "Claude"

    def __init__(self, key: Secret, model: str, address: str = "") -> None:
        self._key = key
        self._model = model
        self._address = address or _ADDRESS

    def ask(self, prompt: Prompt, within_s: float) -> Reply:
        """One answer. Raises ProviderError."""
        try:
            with bounded_client(within_s) as client:
                return _read(self._asked(client, prompt, within_s))
        except anthropic.APIStatusError as error:
            key, wait = self._key.reveal(), error.response.headers.get("retry-after")
            raise http_failure(self.title, error.status_code, _words(error), key, wait) from None
        except anthropic.APITimeoutError:
            raise ProviderUnreachable("Claude did not answer in time. Try again, or choose another reader") from None
        except anthropic.APIConnectionError as error:
            raise ProviderUnreachable(_broken(error)) from None
        except (anthropic.AnthropicError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            raise ProviderNonsense(f"Claude's answer cannot be read ({type(error).__name__})") from None

    def _asked(self, client: Client, prompt: Prompt, within_s: float) -> anthropic.types.Message:
        sdk = anthropic.Anthropic(
            api_key=self._key.reveal(),
            base_url=self._address,
            timeout=within_s,
            max_retries=0,
            http_client=client,
        )
        turns: list[Any] = [
            {"role": "assistant" if index % 2 else "user", "content": text} for index, text in enumerate(prompt.turns)
        ]
        return sdk.messages.create(
            model=self._model,
            max_tokens=MOST_TOKENS,
            system=prompt.rules,
            messages=turns,
            output_config={"format": {"type": "json_schema", "schema": dict(prompt.schema)}},
        )


def _read(message: anthropic.types.Message) -> Reply:
    if message.stop_reason == "refusal":
        raise ProviderRefused("Claude declined to read this text")
    if message.stop_reason != "end_turn":
        raise ProviderNonsense(f"Claude did not finish its answer ({message.stop_reason})")
    if any(block.type not in {"text", "thinking", "redacted_thinking"} for block in message.content):
        raise ProviderNonsense("Claude answered with something else than a text; it is given no tools")
    text = "".join(block.text for block in message.content if block.type == "text")
    return Reply(text, message.usage.input_tokens, message.usage.output_tokens)


def _words(error: anthropic.APIStatusError) -> str:
    """The provider's own sentence: `{"type": "error", "error": {"type": …, "message": …}}`."""
    told = error.body.get("error") if isinstance(error.body, dict) else None
    return str(told.get("message") or told.get("type") or "") if isinstance(told, dict) else ""


def _broken(error: anthropic.APIConnectionError) -> str:
    cause = error.__cause__
    if isinstance(cause, TooLarge):
        return "Claude's answer is far too large; it was not read"
    name = type(cause).__name__ if isinstance(cause, Failed) else type(error).__name__
    return f"Claude cannot be reached, or the connection broke ({name}). Try again in a minute"
