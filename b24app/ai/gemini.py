"""Gemini, by google-genai, the SDK its publisher keeps; the answer's shape is asked for by `responseJsonSchema`."""

from __future__ import annotations

from typing import Any

from google import genai
from google.genai import errors, types

from b24app.ai.provider import MOST_TOKENS, Prompt, Reply, http_failure
from b24app.ai.wire import Client, Failed, TooLarge, bounded_client
from b24app.errors import ProviderNonsense, ProviderRefused, ProviderUnreachable
from b24app.model import Secret

_ADDRESS = "https://generativelanguage.googleapis.com"
_WITHHELD = {
    "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "ESCALATION", "MODEL_ARMOR",
}  # fmt: skip


class Gemini:
    """One account of Gemini."""

    title = "Gemini"

    def __init__(self, key: Secret, model: str, address: str = "") -> None:
        self._key = key
        self._model = model
        self._address = address or _ADDRESS

    def ask(self, prompt: Prompt, within_s: float) -> Reply:
        """One answer. Raises ProviderError."""
        try:
            with bounded_client(within_s) as client:
                return _read(self._asked(client, prompt, within_s))
        except errors.APIError as error:
            key, wait = self._key.reveal(), _wait(error)
            raise http_failure(self.title, error.code or 0, error.message or "", key, wait) from None
        except TooLarge:
            raise ProviderUnreachable("Gemini's answer is far too large; it was not read") from None
        except Failed as error:
            raise ProviderUnreachable(_broken(error)) from None
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            raise ProviderNonsense(f"Gemini's answer cannot be read ({type(error).__name__})") from None

    def _asked(self, client: Client, prompt: Prompt, within_s: float) -> types.GenerateContentResponse:
        sdk = genai.Client(
            api_key=self._key.reveal(),
            vertexai=False,
            http_options=types.HttpOptions(
                base_url=self._address,
                timeout=max(1, int(within_s * 1000)),
                retry_options=types.HttpRetryOptions(attempts=1),
                httpx_client=client,
            ),
        )
        turns: list[Any] = [
            types.Content(role="model" if index % 2 else "user", parts=[types.Part(text=text)])
            for index, text in enumerate(prompt.turns)
        ]
        asked = types.GenerateContentConfig(
            system_instruction=prompt.rules,
            max_output_tokens=MOST_TOKENS,
            response_mime_type="application/json",
            response_json_schema=dict(prompt.schema),
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
        )
        return sdk.models.generate_content(model=self._model, contents=turns, config=asked)


def _read(response: types.GenerateContentResponse) -> Reply:
    feedback = response.prompt_feedback
    if feedback and feedback.block_reason:
        raise ProviderRefused(f"Gemini declined to read this text ({feedback.block_reason.name})")
    if not response.candidates:
        raise ProviderNonsense("Gemini answered nothing")
    said = response.candidates[0]
    reason = said.finish_reason.name if said.finish_reason else "no reason given"
    if reason in _WITHHELD:
        raise ProviderRefused(f"Gemini declined to read this text ({reason})")
    if reason != "STOP":
        raise ProviderNonsense(f"Gemini did not finish its answer ({reason})")
    parts = (said.content.parts if said.content else None) or []
    if any(part.text is None for part in parts):
        raise ProviderNonsense("Gemini answered with something else than a text; it is given no tools")
    text = "".join(part.text or "" for part in parts if not part.thought)
    usage = response.usage_metadata
    spent = (usage.prompt_token_count or 0, usage.candidates_token_count or 0) if usage else (0, 0)
    return Reply(text, *spent)


def _wait(error: errors.APIError) -> str | float | None:
    """Where Gemini says how long to wait: a header, or `RetryInfo` in the error's details."""
    headers = getattr(error.response, "headers", None) or {}
    told = error.details.get("error", {}).get("details", []) if isinstance(error.details, dict) else []
    delays = [row["retryDelay"] for row in told if isinstance(row, dict) and "retryDelay" in row]
    wait: str | None = headers.get("retry-after") or next(iter(delays), None)
    return wait


def _broken(error: Failed) -> str:
    name = type(error).__name__
    if "Timeout" in name:
        return "Gemini did not answer in time. Try again, or choose another reader"
    return f"Gemini cannot be reached, or the connection broke ({name}). Try again in a minute"
