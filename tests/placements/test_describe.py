"""The tab of a deal or lead card, and the pages beside it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask, render_template

from b24app.errors import MalformedRequest
from b24app.model import Portal, Visit
from b24app.placements import all_placements
from b24app.placements.describe import placement

_PACKAGE = Path(__file__).resolve().parents[2] / "b24app"
_HOSTILE = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(1)>"
_PORTAL = Portal("m1", "acme.example", "https://acme.example/rest/", "https://auth.example/", frozenset(), 1, True)
_URLS = {"read": "/frame/read", "workflows": "/frame/workflows", "register": "/install/register"}
_DATA = {"bearer": "b", "urls": _URLS, "user_id": 1, "is_admin": True, "finished": True}


class _Page(HTMLParser):
    """What matters to the content security policy: script bodies, attributes, addresses."""

    def __init__(self, html):
        super().__init__()
        self.inline, self.attributes, self.addresses, self._in, self.data = [], set(), [], None, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in {"src", "href", "action"}]
        self._in = dict(attrs) if tag in {"script", "style"} else None

    def handle_endtag(self, _tag):
        self._in = None

    def handle_data(self, data):
        if self._in is None or not data.strip():
            return
        if self._in.get("type") == "application/json" and self._in.get("id") == "page-data":
            self.data += data
        else:
            self.inline.append(data)


@pytest.fixture
def app():
    made = Flask("pages", template_folder=str(_PACKAGE / "templates"), static_folder=str(_PACKAGE / "static"))
    with made.test_request_context("/"):
        yield made


def _visit(**changes):
    told = {"placement": "CRM_DEAL_DETAIL_TAB", "options": {"ID": "42"}, "is_admin": True, **changes}
    return Visit(portal=_PORTAL, user_id=7, **told)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("code", "entity"), [("CRM_DEAL_DETAIL_TAB", "CRM_DEAL"), ("CRM_LEAD_DETAIL_TAB", "CRM_LEAD")])
def test_the_record_is_known_from_the_placement_and_its_options(code, entity):
    page = _Page(placement.show(_visit(placement=code), {**_DATA, "bearer": "the bearer"}))
    assert json.loads(page.data) == {**_DATA, "bearer": "the bearer", "entity": entity, "document_id": 42}


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("options", [{}, {"ID": _HOSTILE}, {"ID": ["1"]}, {"ID": "-1"}, {"ID": "9" * 40}, {"ID": "٤٢"}])
def test_options_that_name_no_record_give_none_and_are_not_repeated(options):
    html = placement.show(_visit(options=options), _DATA)
    assert json.loads(_Page(html).data)["document_id"] == 0
    assert "alert(1)" not in html


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("code", ["DEFAULT", "CRM_CONTACT_DETAIL_TAB", _HOSTILE])
def test_it_is_not_shown_where_it_was_not_declared(code):
    with pytest.raises(MalformedRequest):
        placement.show(_visit(placement=code), _DATA)


@pytest.mark.usefixtures("app")
def test_hostile_text_in_the_data_comes_out_as_it_went_in_and_ends_no_script():
    html = placement.show(_visit(), {**_DATA, "bearer": _HOSTILE})
    assert json.loads(_Page(html).data)["bearer"] == _HOSTILE
    assert "alert(1)</script>" not in html


def _pages():
    yield "describe", lambda: placement.show(_visit(), _DATA)
    yield "main", lambda: render_template("main.html", data={**_DATA, "finished": False})
    yield "install", lambda: render_template("install.html", data=_DATA)
    yield "install of no admin", lambda: render_template("install.html", data={**_DATA, "is_admin": False})
    yield "closed", lambda: render_template("closed.html")
    yield "error", lambda: render_template("closed.html", title=_HOSTILE, message=_HOSTILE, advice=_HOSTILE)


@pytest.mark.parametrize("render", [page[1] for page in _pages()], ids=[page[0] for page in _pages()])
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(app, render):
    page = _Page(render())
    assert page.inline == []
    assert not [name for name in page.attributes if name == "style" or name.startswith("on")]
    assert all(re.match(r"/static/[\w./-]+\Z", address) for address in page.addresses)
    for address in page.addresses:
        assert (_PACKAGE / address.lstrip("/")).is_file(), address


def test_a_person_who_is_no_administrator_gets_no_installing_script(app):
    assert "install.js" not in render_template("install.html", data={**_DATA, "is_admin": False})


@pytest.mark.parametrize("script", sorted((_PACKAGE / "static/js").glob("*.js")), ids=lambda path: path.name)
def test_a_script_never_turns_text_into_markup_and_imports_only_its_neighbours(script):
    code = script.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", code)
    for source in re.findall(r"from \"([^\"]+)\"", code):
        assert (script.parent / source).is_file()


def test_placements_are_found_by_their_file_and_have_an_english_title():
    assert all_placements()["describe"] is placement
    for page, declared in all_placements().items():
        assert declared.page == page
        assert declared.title["en"]
        assert declared.codes
