"""The HTTP client both SDKs call with: bounded in time as a whole and in size, no redirects, no proxies, no retries.

The SDKs' own time-outs are per read, so a server that sends a byte a second would hold them for hours; and they take an
answer of any size. Imported by the adapters only: it costs what they cost.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx2

ANSWER_CAP = 2 * 1024 * 1024

Client = httpx2.Client
Failed = httpx2.HTTPError


class TooLarge(httpx2.RequestError):
    """The answer is larger than ANSWER_CAP, or is packed so that its size cannot be known."""


def bounded_client(within_s: float) -> Client:
    """A client for one call that ends within that time, whatever the other side does."""
    until = time.monotonic() + within_s
    return Client(
        transport=_Bounded(httpx2.HTTPTransport(retries=0), until),
        timeout=httpx2.Timeout(within_s, connect=min(within_s, 5.0)),
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
        trust_env=False,
    )


class _Bounded(httpx2.BaseTransport):
    def __init__(self, inner: httpx2.HTTPTransport, until: float) -> None:
        self._inner = inner
        self._until = until

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = self._inner.handle_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            response.close()
            raise TooLarge("a packed answer was not asked for", request=request)
        return httpx2.Response(
            status_code=response.status_code,
            headers=response.headers,
            stream=_Measured(response, request, self._until),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._inner.close()


class _Measured(httpx2.SyncByteStream):
    def __init__(self, response: httpx2.Response, request: httpx2.Request, until: float) -> None:
        self._response = response
        self._request = request
        self._until = until

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._response.iter_raw():
            size += len(chunk)
            if size > ANSWER_CAP:
                raise TooLarge(f"larger than {ANSWER_CAP} bytes", request=self._request)
            if time.monotonic() > self._until:
                raise httpx2.ReadTimeout("the answer did not end in time", request=self._request)
            yield chunk

    def close(self) -> None:
        self._response.close()
