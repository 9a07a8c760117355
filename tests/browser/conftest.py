"""A person at a real browser, before the `world` of tests/world.py: a simulated portal and the app, both listening."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.world import PATIENCE_S, World

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic",
)  # fmt: skip
PATIENCE_MS = PATIENCE_S * 1000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser; without one it is skipped and says so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is not there; Debian's package is chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield running
        running.close()


class Complaints(list[str]):
    """What the browser found wrong: script errors, refused loads, violations of a content security policy."""

    def watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.append(f"script: {error}"))
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.append(f"{message.type}: {message.text}")

    def _failed(self, url: str, failure: str | None) -> None:
        # A page that is left while it looks again each second breaks off that look.
        if failure != "net::ERR_ABORTED":
            self.append(f"failed: {url}: {failure}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Watches pages; the test fails at its end when there was one."""
    found = Complaints()
    yield found
    assert found == []


@pytest.fixture
def page(browser: Browser, world: World, complaints: Complaints) -> Iterator[Page]:
    """A new browser window at the portal."""
    context = browser.new_context(base_url=world.sim.portal_url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    window = context.new_page()
    complaints.watch(window)
    yield window
    context.close()


@pytest.fixture
def workers(world: World) -> Iterator[None]:
    """A worker process, as a thread: it looks for work until the test ends, and shall not fail."""
    ended = threading.Event()
    failures: list[Exception] = []

    def work() -> None:
        while not ended.wait(0.1):
            try:
                world.work()
            except Exception as error:  # noqa: BLE001  # told at the end, where pytest shows it
                failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join()
    assert failures == []
