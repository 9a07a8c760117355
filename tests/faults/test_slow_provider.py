"""A provider that takes its time must not keep the web process from Bitrix24, which sends a robot call once."""

import os
import socket
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from b24app.ai.desk import SEATS
from b24app.processes import me
from tests.ai.fakes import KEY, ClaudeWords, listening
from tests.ai.test_reading_over_the_wire import FILLING, OUTLINE, SENTENCE
from tests.world import ask, wait_until

READS = 8  # twice the threads of a web process


@pytest.fixture
def web(office):
    """One real web process of the installed app, whose Claude answers when it is told to: (address, fake, go on)."""
    settings = office.services.settings
    words, go_on, port = ClaudeWords(), threading.Event(), free_port()

    def late(text):
        def answer(request):
            go_on.wait(60)
            words.says(text)(request)

        return answer

    with listening() as fake:
        fake.script += [late(OUTLINE)] * SEATS + [words.says(FILLING)] * SEATS
        environment = {
            **os.environ,
            "REDIS_URL": settings.redis_url,
            "DATABASE_URL": settings.database_url,
            "B24APP_DATA_DIR": str(settings.data_dir),
            "B24APP_CLIENT_ID": settings.client_id,
            "B24APP_CLIENT_SECRET": settings.client_secret.reveal(),
            "B24APP_PUBLIC_URL": office.app_url,
            "B24APP_SIMULATOR_URLS": " ".join(settings.simulator_urls),
            "ANTHROPIC_API_KEY": KEY,
            "B24APP_CLAUDE_URL": fake.url,
            "B24APP_AI_TIMEOUT_S": "60",
        }
        command = me("serve", "--port", str(port), "--workers", "1")
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until(lambda: answers(address))
            yield address, fake, go_on
        finally:
            go_on.set()
            process.terminate()
            process.wait(60)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def answers(address):
    try:
        return ask(f"{address}/readyz").status == 200
    except OSError:
        return False


def test_robot_calls_are_accepted_while_a_provider_keeps_its_readers_waiting(office, web):
    """
    More descriptions than threads: two wait for the provider, the others are read at once by the built-in parser, and
    what proves itself as the portal's is taken.
    """
    address, fake, go_on = web
    headers = {"Authorization": f"Bearer {office.bearer}"}

    def read(_):
        return ask(f"{address}/frame/read", json_body={"description": SENTENCE}, headers=headers).json

    with ThreadPoolExecutor(READS) as readers:
        waiting = [readers.submit(read, number) for number in range(READS)]
        wait_until(lambda: len(fake.asked) == SEATS and sum(one.done() for one in waiting) == READS - SEATS)

        form = f"event=ONCRMDEALUPDATE&auth[member_id]={office.sim.member_id}&auth[application_token]="
        taken = ask(f"{address}/events", data=(form + office.application_token()).encode())
        forged = ask(f"{address}/events", data=(form + "forged").encode())
        go_on.set()
        told = [one.result() for one in waiting]

    assert (taken.status, forged.status) == (202, 403)
    assert sorted(one["reader"] for one in told) == ["Claude"] * SEATS + ["the built-in parser"] * (READS - SEATS)
    assert all("many descriptions" in one["setbacks"][0] for one in told if one["setbacks"])
