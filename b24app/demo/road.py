"""The whole road against a simulated portal, each step with what was really sent and received.

The simulator plays the browser: it opens pages by POST, makes the requests our scripts would make, and stands in for
the frame's `installFinish` message. What is printed comes from the simulator's own log, not from ours.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from b24app.demo.happenings import DEAL, HAPPENINGS
from b24app.demo.told import SHOWN, changed, new, say, short, show
from b24app.plan.plan import Delay, DelayUntil, Plan, Repeat, Wait
from b24app.plan.vocabulary import ACTIONS, TRIGGERS
from b24app.processes import me, start, stop

DEFAULT = (
    'When a deal is won, create a task "Send contract" for the responsible due in 2 days, '
    'send a chat message to the manager and add the tag "Won"'
)
SCOPE = "crm,bizproc,placement,im,task,user_brief,department"
ADMIN = 1
_MOST_DAYS = 64
_READY = re.compile(r"portal (\S+)\s+authorization (\S+)")
_PAGE_DATA = re.compile(r'<script type="application/json" id="page-data">(.*?)</script>', re.DOTALL)
_PATIENCE_S = 30

# What a person does in the portal to make each trigger happen: method, parameters, in words.


class StepFailed(Exception):
    """A step of the demo did not do what it should."""


class Stopped(Exception):
    """The sentence ends the demo early; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def run_demo(sentence: str, *, keep: bool) -> int:
    """The exit code: 0 the road worked, 1 a step failed or the sentence was asked about, 3 not built yet."""
    for number in (signal.SIGINT, signal.SIGTERM):  # either way, and in the background too, all of it is cleared away
        signal.signal(number, signal.default_int_handler)
    folder = Path(tempfile.mkdtemp(prefix="b24app-demo-"))
    processes: list[subprocess.Popen[str]] = []
    step = "start"
    try:
        demo = Demo(sentence, folder, processes)
        for step, act in demo.steps():
            click.secho(f"\n{step}", bold=True)
            act()
        click.secho("\nThe whole road worked.", fg="green", bold=True)
        if keep:
            demo.stay()
    except Stopped as stopped:
        return stopped.code
    except (StepFailed, OSError, KeyError, ValueError) as error:
        click.secho(f"\nfailed at “{step}”: {error or type(error).__name__}", fg="red", bold=True)
        _show_log(folder)
        return 1
    else:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):  # whoever is impatient now would leave everything lying about
            signal.signal(number, signal.SIG_IGN)
        stop(list(reversed(processes)), patience_s=10)
        shutil.rmtree(folder, ignore_errors=True)


class Demo:
    """The steps, in order; each prints what happened."""

    def __init__(self, sentence: str, folder: Path, processes: list[subprocess.Popen[str]]) -> None:
        self.sentence = sentence
        self.folder = folder
        self.processes = processes
        self.client_id = f"local.{secrets.token_hex(7)}.{secrets.randbelow(10**8):08d}"
        self.bearer = ""
        self.reading: dict[str, Any] = {}
        self.workflow: dict[str, Any] = {}
        self.seen = 0
        self.said, self.quiet_since = 0, 0.0
        self.days = 1
        self.before: dict[str, Any] = {}

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """Name and action of each step."""
        return [
            ("0. Start the simulated portal and the app", self.begin),
            ("1. Install the app in the portal", self.install),
            ("2. Describe a workflow in the deal card", self.describe),
            ("3. Publish it", self.publish),
            ("4. Make it happen in the portal", self.happen),
            ("5. What came of it", self.look),
        ]

    def begin(self) -> None:
        """Two servers and their helpers on free ports of this machine."""
        simulator = start(
            [sys.executable, "-m", "simulator", "--port", "0", "--auth-port", "0"], {}, stdout=subprocess.PIPE
        )
        self.processes.append(simulator)
        match = _READY.match(simulator.stdout.readline() if simulator.stdout else "")
        if match is None:
            raise StepFailed("the simulator did not start")
        self.portal, self.authorization = match.groups()
        port = _free_port()
        self.app = f"http://127.0.0.1:{port}"
        client_secret = secrets.token_urlsafe(24)
        environment = {
            "B24APP_ENVIRONMENT": "development",
            "B24APP_PUBLIC_URL": self.app,
            "B24APP_CLIENT_ID": self.client_id,
            "B24APP_CLIENT_SECRET": client_secret,
            "B24APP_SIMULATOR_URLS": f"{self.portal} {self.authorization}",
            "B24APP_DATA_DIR": str(self.folder),
        }
        log = (self.folder / "app.log").open("w")
        self.processes.append(start(me("run", "--port", str(port)), environment, stdout=log, stderr=log))
        _wait_for("the app", lambda: _answers(f"{self.app}/readyz"))
        card = {"client_id": self.client_id, "client_secret": client_secret, "title": "Workflow Composer"}
        self.control(
            "/_apps", {**card, "install_url": f"{self.app}/install", "app_url": f"{self.app}/app", "scope": SCOPE}
        )
        say(f"portal {self.portal}, authorization server {self.authorization}, app {self.app}")

    def install(self) -> None:
        """Installer page → tokens verified → everything registered → finished."""
        page = self.opened("DEFAULT")
        done = self.fetched("POST", page["urls"]["register"], {}, page["bearer"])
        self.control("/_browser/message", {"client_id": self.client_id, "command": "setInstallFinish"})
        if not done["done"]:
            raise StepFailed("nothing was registered")
        self.show_log("app.info", "profile", "batch")
        for row in done["done"]:
            say(f"registered: {row}")
        say("the frame says installFinish; the installation is finished")

    def describe(self) -> None:
        """The card's tab is opened and the sentence submitted."""
        page = self.opened("CRM_DEAL_DETAIL_TAB", {"ID": str(DEAL)})
        self.bearer = page["bearer"]
        say(f"“{self.sentence}”")
        self.reading = self.fetched("POST", page["urls"]["read"], {"description": self.sentence}, self.bearer)
        if self.reading["status"] != "workflow":
            told = self.reading.get("question") or self.reading.get("explanation")
            click.secho(f"\nthe app answers: {told}", fg="yellow")
            click.echo("Nothing was published. Say it differently: make demo SENTENCE='…'")
            raise Stopped(1)
        for line in self.reading["words"]:
            say("  " * line["depth"] + line["text"])
        for note in self.reading["notes"]:
            say(f"note: {note}")
        self.stop_if_not_built()

    def stop_if_not_built(self) -> None:
        """A sentence that needs more than is built publishes nothing."""
        later = self.reading["not_built"]
        if later:
            titles = [word.title.lower() for name in later if (word := TRIGGERS.get(name) or ACTIONS.get(name))]
            told = ", ".join(later) + (f" ({'; '.join(titles)})" if titles else "")
            click.secho(f"\nnot built yet: {told}. Nothing was published.", fg="yellow")
            raise Stopped(3)

    def publish(self) -> None:
        """Template uploaded, read back, compared, armed."""
        self.before = self.state()
        ticked = [row["text"] for row in self.reading["to_confirm"]]
        draft = {"description": self.sentence, "plan": self.reading["plan"], "name": self.reading["title"]}
        self.workflow = self.fetched("POST", "/frame/workflows", {**draft, "confirmed": ticked}, self.bearer)
        self.show_log("bizproc.workflow.template")
        say(f"{self.workflow['template_bytes']} bytes of .bpt became template {self.workflow['template_id']}")
        say("read back and compared: equal; armed")
        native = self.workflow["start"] == "native_create"
        say("the portal starts it itself" if native else "the app starts it when the portal announces the change")

    @property
    def waits(self) -> bool:
        """Whether the plan has a step that takes time of its own."""
        plan = Plan.model_validate(self.reading["plan"])
        return any(isinstance(node, Delay | DelayUntil | Wait | Repeat) for node in plan.nodes())

    def happen(self) -> None:
        """The trigger's happening, then everything until the workflow ended."""
        method, params, words = HAPPENINGS[self.reading["plan"]["trigger"]["name"]]
        _call(f"{self.control('/_seed')['webhook']}{method}", params)
        say(words)
        _wait_for("the workflow's end", self.has_ended)
        native = self.workflow["start"] == "native_create"
        entries = self.new_log()
        told = [] if native else entries  # a native start needs neither, whatever else the portal announces
        self.show(told, "out", "event", "the portal sends its event")
        self.show(told, "in", "bizproc.workflow.start", "the app starts the workflow")
        self.show(entries, "out", "robot", "the portal calls our robots")
        self.show(entries, "in", "bizproc.event.send", "a worker answers")

    def has_ended(self) -> bool:
        """Whether the portal ran the template to its end and the app saw its last mark."""
        ran = [row for row in self.state()["workflows"] if str(row["template_id"]) == str(self.workflow["template_id"])]
        for row in ran:
            if row["state"] in {"faulted", "terminated"}:
                raise StepFailed(f"the portal's workflow {row['state']}: {row['error']}")
        ended = bool(ran) and all(row["state"] == "done" for row in ran) and self.trace()["state"] == "finished"
        if not ended and self.is_quiet() and not self.somebody_answers() and self.waits:
            self.control("/_clock/advance", {"seconds": 86_400 * self.days})
            say(f"the plan waits: {'a day passes' if self.days == 1 else f'{self.days} days pass'} in the portal")
            self.days = min(self.days * 2, _MOST_DAYS)
        return ended

    def is_quiet(self) -> bool:
        """Whether nobody has said anything for a second; a plan's wait is not sat out then."""
        said = [row for row in self.control(f"/_log?after={self.seen}")["entries"] if row["kind"] != "browser"]
        if len(said) != self.said:
            self.said, self.quiet_since = len(said), time.monotonic()
        return time.monotonic() - self.quiet_since > 1

    def somebody_answers(self) -> bool:
        """Whoever is asked to approve agrees, and whoever is asked for information gives none that is not needed."""
        webhook = self.control("/_seed")["webhook"]
        asked = {"filter": {"STATUS": 0}, "select": ["ID", "USER_ID", "NAME"]}
        tasks = _call(f"{webhook}bizproc.task.list", asked)["result"]
        for task in tasks:
            if int(task["USER_ID"]) != ADMIN:
                hand = {"TASK_IDS": [task["ID"]], "FROM_USER_ID": task["USER_ID"], "TO_USER_ID": ADMIN}
                _call(f"{webhook}bizproc.task.delegate", hand)
            _call(f"{webhook}bizproc.task.complete", {"TASK_ID": task["ID"], "STATUS": 1, "COMMENT": "fine"})
            say(f"user {task['USER_ID']} is asked: “{task['NAME']}”, and agrees")
        return bool(tasks)

    def trace(self) -> dict[str, Any]:
        """The newest run as the app tells it."""
        runs = self.fetched("GET", f"/frame/workflows/{self.workflow['workflow_id']}/runs", None, self.bearer)["runs"]
        return runs[0] if runs else {"state": "not started"}

    def look(self) -> None:
        """The run's trace and what is new in the portal."""
        run = self.trace()
        say(f"run of {run['document']}, workflow {run['instance']}: {run['state']}")
        for row in run["steps"]:
            told = ", ".join(filter(None, (row["seen"], row["state"], row["error"])))
            say("  " * row["depth"] + f"{row['text']}  [{told}]")
        after = self.state()
        for kind, shown in SHOWN.items():
            for row in new(self.before[kind], after[kind]):
                kept = {name: row[name] for name in shown if row.get(name) not in (None, "")}
                say(f"new {kind[:-1]}: {json.dumps(kept, ensure_ascii=False)}")
        for kind in ("deals", "leads"):
            for record, change in changed(self.before[kind], after[kind]):
                say(f"{kind[:-1]} {record} is now: {json.dumps(change, ensure_ascii=False)}")

    def stay(self) -> None:
        """Leave both running until Ctrl-C."""
        pages = {
            "portal": "/",
            "deals": "/crm/deal/",
            "deal card, tab “Describe a workflow”": f"/crm/deal/details/{DEAL}/",
            "tasks": "/tasks/",
            "messages": "/messages/",
        }
        click.echo()
        for name, path in pages.items():
            say(f"{name}: {self.portal}{path}")
        say(f"the app: {self.app}/app")
        click.echo("both keep running; stop with Ctrl-C")
        with suppress(KeyboardInterrupt):
            threading.Event().wait()

    def opened(self, placement: str, options: dict[str, str] | None = None) -> dict[str, Any]:
        """Open a page as the portal's frame does; its data."""
        form = {"client_id": self.client_id, "user_id": 1, "placement": placement, "options": options or {}}
        answer = self.control("/_browser/open", form)
        say(f"→ POST {answer['url'].split('?')[0]} ({placement}) ← {answer['status']}")
        match = _PAGE_DATA.search(answer["html"])
        if answer["status"] != 200 or match is None:  # noqa: PLR2004
            raise StepFailed(f"the page did not open ({answer['status']})")
        data: dict[str, Any] = json.loads(match[1])
        return data

    def fetched(self, method: str, path: str, body: Any, bearer: str) -> dict[str, Any]:
        """A request that the page's script makes."""
        headers = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"}
        asked = {"url": self.app + path, "method": method, "headers": headers, "json": body}
        answer = self.control("/_browser/fetch", asked)
        told: dict[str, Any] = json.loads(answer["text"])
        if answer["status"] >= 400:  # noqa: PLR2004
            raise StepFailed(f"{path} answered {answer['status']}: {told.get('message')}")
        return told

    def control(self, path: str, body: Any = None) -> Any:
        """The simulator's own controls."""
        return _call(self.portal + path, body)

    def state(self) -> dict[str, Any]:
        """The portal's records."""
        told: dict[str, Any] = self.control("/_state")
        return told

    def new_log(self) -> list[dict[str, Any]]:
        """What the simulator logged since the last look."""
        log = self.control(f"/_log?after={self.seen}")
        self.seen = log["last"]
        entries: list[dict[str, Any]] = log["entries"]
        return entries

    def show_log(self, *names: str) -> None:
        """Print the new log entries whose name begins like one of these."""
        for entry in self.new_log():
            if entry["name"].startswith(names):
                show(entry)

    def show(self, entries: list[dict[str, Any]], direction: str, what: str, words: str) -> None:
        """Print one kind of entry, or that there was no need for it."""
        found = [row for row in entries if row["direction"] == direction and what in {row["kind"], row["name"]}]
        say(words + ":" if found else f"{words}: not needed: runs natively")
        for entry in found:
            show(entry)


def _wait_for(what: str, done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise StepFailed(f"{what} did not come within {_PATIENCE_S} s")
        time.sleep(0.2)


def _call(url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310  # loopback
    try:
        with urllib.request.urlopen(asked, timeout=_PATIENCE_S) as answer:  # noqa: S310
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise StepFailed(f"{url} answered {error.code}: {short(error.read().decode(errors='replace'))}") from None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310  # loopback
            return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _show_log(folder: Path) -> None:
    log = folder / "app.log"
    if log.exists():
        click.echo("the app's last lines:\n" + "".join(log.read_text().splitlines(keepends=True)[-15:]))
