"""A small portal in memory and the shortest ways to write, import and run a template in it."""

import base64
import hashlib
import heapq
import hmac
import itertools
import threading
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import phpserialize
import pytest

from simulator.workflow.engine import Engine
from simulator.workflow.importer import import_content, import_template
from simulator.workflow.world import RobotRow

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "bpt"
DEAL = ("crm", "CCrmDocumentDeal", "DEAL")
DEAL_5 = ("crm", "CCrmDocumentDeal", "DEAL_5")


def kind_of(document_id):
    return (*document_id[:2], document_id[2].rpartition("_")[0])


class MemoryWorld:
    """A portal with one deal, three people and a clock that moves when told."""

    def __init__(self):
        self.clock = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # a Friday
        self.documents: dict[Any, dict[str, Any]] = {
            DEAL_5: {
                "ID": "5",
                "TITLE": "Roof",
                "OPPORTUNITY": "1500.00",
                "STAGE_ID": "NEW",
                "ASSIGNED_BY_ID": "user_7",
                "COMMENTS": "a secret",
                "CLOSEDATE": "",
                "OBSERVER_IDS": ["user_7", "user_9"],
                "PHONE": {"n1": {"VALUE": "+1", "VALUE_TYPE": "WORK"}, "n2": {"VALUE": "+2", "VALUE_TYPE": "HOME"}},
                "CONTACT.NAME": "Ann",
                "URL": "/crm/deal/details/5/",
            }
        }
        self.field_types = {"ASSIGNED_BY_ID": "user", "OBSERVER_IDS": "user", "CLOSEDATE": "date"}
        self.types = {2: DEAL}
        self.pipelines = {
            "DEAL": {"NEW": "process", "EXECUTING": "process", "WON": "success", "LOSE": "failure"},
        }
        self.client_ids = [DEAL_5]
        self.people = {1: "Ada Admin", 7: "Mia Manager", 9: "Rob Rep"}
        self.heads = {7: 1}
        self.options = {"STAGE_ID": {"NEW": "New deal", "WON": "Deal won"}}
        self.robots = {}
        self.calls = []
        self.tasks = []
        self.comments = []
        self.notes = []
        self.said = []
        self.may_move = True
        self.activities = []
        self.letters = []
        self.hooks = []
        self.chats = []
        self.has_chat = False
        self.templates = {}
        self.refusal = ""
        self.on_call = lambda _call: None
        self.changed = lambda _document_id: None
        self._due = []
        self._order = itertools.count()

    def now(self):
        return self.clock

    def call_at(self, when, action):
        heapq.heappush(self._due, (when, next(self._order), action))
        if when <= self.clock:
            self.advance(0)

    def advance(self, seconds):
        """Move the clock; what is due runs on another thread, in order."""
        end = self.clock + timedelta(seconds=seconds)
        while self._due and self._due[0][0] <= end:
            when, _, action = heapq.heappop(self._due)
            self.clock = max(self.clock, when)
            worker = threading.Thread(target=action)
            worker.start()
            worker.join()
        self.clock = end

    def document(self, document_id):
        return self.documents.get(document_id)

    def field_options(self, _document_type, field):
        return self.options.get(field, {})

    def field_type(self, _document_type, field):
        return self.field_types.get(field, "")

    def stages(self, document_id):
        return self.pipelines.get(document_id[2].rpartition("_")[0])

    def clients(self, _document_id):
        return self.client_ids

    def document_type(self, type_id):
        return self.types.get(type_id)

    def find_documents(self, document_type):
        return [one for one in self.documents if one[2].rpartition("_")[0] == document_type[2]]

    def create_document(self, document_type, fields, _source):
        number = 100 + len(self.documents)
        if not self.refusal:
            self.documents[(*document_type[:2], f"{document_type[2]}_{number}")] = dict(fields, ID=number)
        return (0, self.refusal) if self.refusal else (number, "")

    def delete_document(self, document_id):
        return self.documents.pop(document_id, None) is not None

    def may_change_stage(self, _document_id, _stage_id):
        return self.may_move

    def update_document(self, document_id, fields):
        if document_id not in self.documents:
            return "The record was not found."
        stage = fields.get("STAGE_ID") or fields.get("STATUS_ID")
        if stage and stage not in (self.stages(document_id) or {stage}):
            return "Wrong stage"
        if not self.refusal:
            self.documents[document_id].update(fields)
            self.changed(document_id)
        return self.refusal

    def user_ids(self, people):
        ids = []
        for person in people:
            number = person.removeprefix("user_")
            ids += [7, 9] if person.startswith("group_D") else [int(number)] if number.isdigit() else []
        return [user_id for user_id in dict.fromkeys(ids) if user_id in self.people]

    def head_of(self, user_id):
        return self.heads.get(user_id)

    def user_name(self, user_id):
        return self.people.get(user_id, "")

    def user(self, user_id):
        name = self.user_name(user_id)
        return {"NAME": name.split()[0], "EMAIL": f"{name[:3].lower()}@us.example", "WORK_PHONE": "+9"} if name else {}

    def say(self, from_user_id, to_user_ids, text):
        self.said.append((from_user_id, list(to_user_ids), text))

    def add_activity(self, document_id, fields):
        self.activities.append((document_id[2], fields))
        return len(self.activities)

    def send(self, letter, provider=""):
        if provider in {"", ":default:"}:
            self.letters.append(letter)
            return ""
        return "no such provider"

    def write_to_client_chat(self, _document_id, text):
        self.chats += [text] if self.has_chat else []
        return self.has_chat

    def call_webhook(self, url, document_id):
        self.hooks.append((url, document_id[2]))

    def template(self, template_id):
        return self.templates.get(template_id)

    def host_url(self):
        return "https://portal.example"

    def add_task(self, fields, document_id):
        self.tasks.append((fields, document_id))
        return len(self.tasks)

    def add_comment(self, _document_id, user_id, text):
        self.comments.append((user_id, text))
        return len(self.comments)

    def notify(self, from_user_id, to_user_ids, text):
        self.notes.append((from_user_id, list(to_user_ids), text))

    def robot(self, activity_type):
        return self.robots.get(activity_type)

    def call_robot(self, call):
        self.calls.append(call)
        self.on_call(call)

    def sign(self, text):
        return hmac.new(b"portal", text.encode(), hashlib.sha256).hexdigest()


class Desk:
    """Writes templates and runs them."""

    document_id = DEAL_5

    def __init__(self, world):
        self.world = world
        self.engine = Engine(world)
        world.changed = lambda document_id: self.engine.signal(f"document:{document_id[2]}")
        self._names = itertools.count(1)

    def node(self, kind, properties=None, *children, name=None, **more):
        return {
            "Type": kind,
            "Name": name or f"A{next(self._names):05}_1_1_1",
            "Properties": {"Title": kind, **(properties or {})},
            "Children": list(children),
            **more,
        }

    def content(self, *steps, parameters=None, variables=None, constants=None, types=None):
        root = self.node("SequentialWorkflowActivity", {"Permission": {}}, *steps, name="Template")
        entries = [
            {
                code: {"Type": (types or {}).get(code, "string"), "Default": value}
                for code, value in (given or {}).items()
            }
            for given in (parameters, variables, constants)
        ]
        keys = ("PARAMETERS", "VARIABLES", "CONSTANTS")
        return {"VERSION": 2, "TEMPLATE": [root], **dict(zip(keys, entries, strict=True)), "DOCUMENT_FIELDS": {}}

    def template(self, *steps, **values):
        template = import_content(self.content(*steps, **values), user_is_admin=True, robot=self.world.robot)
        return replace(template, id=3, document_type=DEAL)

    def start(self, *steps, given=None, started_by=1, changed_fields=None, document_id=DEAL_5, **values):
        template = replace(self.template(*steps, **values), document_type=kind_of(document_id))
        workflow_id = self.engine.start(template, document_id, started_by, given or {}, changed_fields=changed_fields)
        return next(run for run in self.engine.instances() if run.id == workflow_id)

    def note(self, text):
        return self.node("LogActivity", {"Text": text})

    @staticmethod
    def texts(run):
        """What the log says beside which steps were executed."""
        return [entry["text"] for entry in run.log if not entry["text"].startswith("executed ")]

    def evaluate(self, value, **values):
        """What a value becomes in a step."""
        variables = {"Result": "", **values.pop("variables", {})}
        keep = self.node("SetVariableActivity", {"VariableValue": {"Result": value}}, name="Keep")
        show = self.node(
            "IMNotifyActivity", {"MessageUserFrom": "user_1", "MessageUserTo": "user_1", "MessageSite": value}
        )
        run = self.start(keep, show, variables=variables, **values)
        assert run.state == "done", run.error
        return self.world.notes[-1][2]

    def register(self, code="check", returns=("state",), **row):
        kind = "rest_" + hashlib.md5(f"app@{code}".encode(), usedforsecurity=False).hexdigest()
        given = {
            "properties": {"text": {"NAME": "Text", "TYPE": "string"}},
            "return_properties": {name: {"NAME": name, "TYPE": "string", "MULTIPLE": "N"} for name in returns},
            "use_subscription": "",
        } | row
        self.world.robots[kind] = RobotRow("app", code, "https://app.example/h", 1, **given)
        return kind

    def robot(self, kind, waits="Y", timeout=0, **properties):
        base = {"UseSubscription": waits, "TimeoutDuration": str(timeout), "SetStatusMessage": "N"}
        return self.node(kind, base | properties, name="Robot")


@pytest.fixture
def world():
    return MemoryWorld()


@pytest.fixture
def desk(world):
    return Desk(world)


@pytest.fixture
def pack():
    """The content of a template as TEMPLATE_DATA."""
    return lambda content: base64.b64encode(zlib.compress(phpserialize.dumps(content), 9)).decode()


@pytest.fixture
def take(pack):
    """Import a content through its packed form."""

    def run(content, *, robot=lambda _: None, user_is_admin=True):
        return import_template(pack(content), user_is_admin=user_is_admin, robot=robot)

    return run


@pytest.fixture
def shared():
    """The folder of reference templates."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not there: the reference templates cannot be tried")
    return SHARED
