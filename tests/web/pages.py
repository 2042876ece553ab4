"""Reading pages as a student does: headings, forms, links and the words between."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.routing import AnyConverter, MapAdapter, Rule
from werkzeug.test import TestResponse, encode_multipart

from quiz.schema.classroom import Teacher
from quiz.store import Store


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    controls: list[dict[str, str]] = field(default_factory=list)
    sent: list[list[str]] = field(default_factory=list)  # [name, value], where nothing is changed

    def value(self, name: str) -> str:
        """Return what the only field called `name` holds."""
        (value,) = self.values(name)
        return value

    def values(self, name: str) -> list[str]:
        """Return what every field called `name` holds."""
        return [value for known, value in self.sent if known == name]

    def fill(self, name: str, value: str, place: int = 0) -> "Form":
        """Write `value` into the field called `name`, the one at `place` of several."""
        [pair for pair in self.sent if pair[0] == name][place][1] = value
        return self

    def untick(self, name: str, *values: str) -> "Form":
        """Take the ticks called `name` away, but for `values`."""
        self.sent = [pair for pair in self.sent if pair[0] != name or pair[1] in values]
        return self


class Page(HTMLParser):
    """A parsed page: `text` is what is read out, `forms` and `links` what can be done."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__(convert_charrefs=True)
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.title = ""
        self._parts: list[str] = []
        self._marked: list[str] = []
        self._open: list[str] = []
        self._href: str | None = None
        self._choices = 0  # in the list that is open
        self.feed(self.html)
        self.text = _squeezed("".join(self._parts))
        self.marked = _squeezed("".join(self._marked))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        if tag not in ("input", "meta", "link"):
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(named.get("action", ""), named.get("method", "get")))
        elif tag in ("input", "button") and self.forms:
            self.forms[-1].controls.append(named)
            kind = named.get("type", "text")
            if tag == "input" and (kind not in ("checkbox", "radio", "file") or "checked" in named):
                self.forms[-1].sent.append([named["name"], named.get("value", "")])
            if named.get("type") == "hidden":
                self.forms[-1].fields[named["name"]] = named["value"]
        elif tag in ("select", "textarea") and self.forms:
            self.forms[-1].sent.append([named["name"], ""])
            self._choices = 0
        elif tag == "option" and self.forms:
            if not self._choices or "selected" in named:
                self.forms[-1].sent[-1][1] = named["value"]
            self._choices += 1
        elif tag == "a":
            self._href = named.get("href")
        if tag in ("p", "h1", "h2", "li", "dt", "dd", "label", "legend", "div", "td", "th"):
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.forms:  # a browser drops the line end after the tag
            typed = self.forms[-1].sent[-1]
            typed[1] = typed[1].removeprefix("\n")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "a":
            self._href = None

    def handle_data(self, text: str) -> None:
        if "title" in self._open:
            self.title += text
            return
        if "textarea" in self._open and self.forms:
            self.forms[-1].sent[-1][1] += text
        self._parts.append(text)
        if "mark" in self._open:
            self._marked.append(text)
        if self._href and text.strip():
            self.links.setdefault(_squeezed(text), self._href)

    def having(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of each `tag` that has the `wanted` ones (`_` stands for `-`)."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and names.items() <= attributes.items()
        ]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class Student:
    """Someone at a browser without JavaScript. `seen` holds every page fetched so far."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.seen: list[Page] = []
        self.at = ""

    def open(self, address: str) -> Page:
        return self._arrived(self.client.get(address, follow_redirects=True))

    def send(self, form: Form, **fields: str) -> Page:
        response = self.client.post(
            form.action, data={**form.fields, **fields}, follow_redirects=True
        )
        return self._arrived(response)

    def submit(self, form: Form, **files: tuple[bytes, str]) -> Page:
        """Send `form` as it is filled in, with a file, (bytes, name), for each of `files`."""
        data: MultiDict[str, object] = MultiDict((name, value) for name, value in form.sent)
        for name, (payload, called) in files.items():
            data.add(name, FileStorage(BytesIO(payload), called))
        boundary, body = encode_multipart(data)  # in memory: the client leaves its files open
        response = self.client.post(
            form.action,
            data=body,
            content_type=f'multipart/form-data; boundary="{boundary}"',
            follow_redirects=True,
        )
        return self._arrived(response)

    def start(self, quiz_id: str) -> Page:
        """Open the quiz's page, start it and return the first question."""
        return self.send(self.open(f"/quiz/{quiz_id}").forms[0])

    def answer(self, given: str) -> Page:
        """Answer the question on the current page; return the feedback."""
        return self.send(self.seen[-1].forms[0], answer=given)

    def follow(self, words: str) -> Page:
        return self.open(self.seen[-1].links[words])

    @property
    def attempt(self) -> str:
        """The address of the attempt."""
        return "/".join(self.at.split("/")[:3])

    def _arrived(self, response: TestResponse) -> Page:
        self.at = response.request.path
        self.seen.append(Page(response))
        return self.seen[-1]


def address_of(adapter: MapAdapter, rule: Rule, known: Mapping[str, str], other: str) -> str:
    """Return an address of `rule`: of its parts those that are `known`, the rest called `other`."""
    values = {name: known.get(name, other) for name in rule.arguments}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = min(converter.items)
    return adapter.build(rule.endpoint, values)


def form_to(page: Page, action: str) -> Form:
    """Return the only form of `page` that goes to `action`."""
    (form,) = [form for form in page.forms if form.action == action]
    return form


def signed_in(client: FlaskClient, store: Store, teacher: Teacher) -> FlaskClient:
    """Return `client` as a browser in which `teacher` has signed in just now."""
    client.set_cookie("broadsheet_teacher", store.teachers.begin(teacher.id, now=datetime.now(UTC)))
    return client
