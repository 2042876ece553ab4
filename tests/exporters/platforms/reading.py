"""What a learning platform would find in our files: strict readers, one for each format.

They share nothing with the exporters. Whatever they do not expect fails the test that reads.
"""

import html
import io
import json
import re
import subprocess
import zipfile
from typing import Any, NamedTuple

import lxml.html
from lxml import etree

from quiz.exporters.items import Item
from tests.parts import NODE, need


class Read(NamedTuple):
    """A question as read back. `feedback` is None where the format has no place for it."""

    type: str
    stem: str
    options: tuple[tuple[str, bool], ...] = ()
    truth: bool | None = None
    accepted: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    left_over: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    feedback: str | None = None


def expected(item: Item) -> Read:
    """Return what a reader has to find of `item`; a cloze counts as a typed answer."""
    told = [item.feedback.explanation]
    for sentence, paragraph in item.feedback.evidence:
        told.append(sentence + (f" (paragraph {paragraph} of the article)" if paragraph else ""))
    return Read(
        type="typed" if item.accepted else item.type,
        stem=item.stem,
        options=tuple((option.text, option.right) for option in item.options),
        truth=item.truth if item.type == "true_false" else None,
        accepted=item.accepted,
        pairs=tuple((prompt.text, item.choices[prompt.place]) for prompt in item.prompts),
        left_over=frozenset(item.left_over),
        order=tuple(item.events[place] for place in item.order),
        feedback="".join(told),
    )


def text_of(markup: str) -> str:
    """Return what a browser shows of a piece of HTML."""
    shown = lxml.html.fragment_fromstring(markup, create_parent="div")
    assert {element.tag for element in shown.iter()} <= {"div", "p", "blockquote"}, markup
    return str(shown.text_content())


def members(payload: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


# Moodle XML

_MOODLE = {"multichoice", "truefalse", "shortanswer", "matching", "ordering"}


def moodle(payload: bytes) -> tuple[str, list[Read]]:
    """Return the category and the questions of a Moodle XML file."""
    first, *questions = etree.fromstring(payload)
    assert first.get("type") == "category"
    return first.findtext("category/text"), [_moodle(question) for question in questions]


def _moodle(question: Any) -> Read:
    kind = question.get("type")
    assert kind in _MOODLE
    name = question.findtext("name/text")
    assert name.strip()
    assert len(name) <= 255
    assert "<" not in name
    for field in ("questiontext", "generalfeedback"):
        assert question.find(field).get("format") == "html"
    assert question.findtext("defaultgrade") == "1"
    read = Read(
        type={"multichoice": "multiple_choice", "truefalse": "true_false"}.get(kind, kind),
        stem=text_of(question.findtext("questiontext/text")),
        feedback=text_of(question.findtext("generalfeedback/text")),
    )
    answers = [(a.findtext("text"), a.get("fraction")) for a in question.findall("answer")]
    if kind == "multichoice":
        assert question.findtext("single") == "true"
        assert sorted(fraction for _, fraction in answers)[-1] == "100"
        return read._replace(options=tuple((text_of(t), f == "100") for t, f in answers))
    if kind == "truefalse":
        assert [text for text, _ in answers] == ["true", "false"]
        return read._replace(truth=dict(answers)["true"] == "100")
    if kind == "shortanswer":
        assert {fraction for _, fraction in answers} == {"100"}
        assert question.findtext("usecase") == "0"
        return read._replace(type="typed", accepted=tuple(_unwild(text) for text, _ in answers))
    if kind == "ordering":
        assert [fraction for _, fraction in answers] == [str(n + 1) for n in range(len(answers))]
        return read._replace(order=tuple(text_of(text) for text, _ in answers))
    pairs = [
        (text_of(s.findtext("text") or ""), html.unescape(s.findtext("answer/text")))
        for s in question.findall("subquestion")
    ]
    return _matched(read, pairs)


def _matched(read: Read, pairs: list[tuple[str, str]]) -> Read:
    return read._replace(
        pairs=tuple(pair for pair in pairs if pair[0]),
        left_over=frozenset(right for left, right in pairs if not left),
    )


def _unwild(form: str) -> str:
    """Return a short answer of Moodle as it stands for itself; an open wildcard is an error."""
    assert not re.search(r"(?<!\\)\*", form), form
    return form.replace(r"\*", "*")


# GIFT

_GIFT = {"MC": "multiple_choice", "TF": "true_false", "Short": "typed", "Matching": "matching"}
_PLACEHOLDERS = {
    "092": "\\",
    "058": ":",
    "035": "#",
    "061": "=",
    "123": "{",
    "125": "}",
    "126": "~",
}


class Gift:
    """gift-pegjs in a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [need("node"), NODE / "gift.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def parse(self, text: str) -> list[dict[str, Any]]:
        """Return what gift-pegjs finds in `text`; fail with its complaint."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        questions: list[dict[str, Any]] = answer["questions"]
        return questions

    def close(self) -> None:
        self._process.communicate(timeout=10)

    def read(self, payload: bytes) -> tuple[str, list[Read]]:
        """Return the category and the questions of a GIFT file."""
        category, *questions = self.parse(payload.decode("utf-8"))
        assert category["type"] == "Category"
        return category["title"], [_gift(question) for question in questions]


def _gift(question: dict[str, Any]) -> Read:
    assert question["stem"]["format"] == "html"
    assert not question["hasEmbeddedAnswers"]
    assert question["title"]
    read = Read(
        type=_GIFT[question["type"]],
        stem=text_of(question["stem"]["text"]),
        feedback=text_of(question["globalFeedback"]["text"]),
    )
    if read.type == "true_false":
        return read._replace(truth=question["isTrue"])
    if read.type == "matching":
        pairs = [
            (
                text_of(pair["subquestion"]["text"]) if pair["subquestion"]["text"] else "",
                html.unescape(gift_plain(pair["subanswer"])),
            )
            for pair in question["matchPairs"]
        ]
        return _matched(read, pairs)
    assert all(choice["weight"] is None for choice in question["choices"])
    assert all(choice["feedback"] is None for choice in question["choices"])
    if read.type == "typed":
        forms = (choice["text"]["text"] for choice in question["choices"])
        return read._replace(accepted=tuple(_unwild(form) for form in forms))
    return read._replace(
        options=tuple((text_of(c["text"]["text"]), c["isCorrect"]) for c in question["choices"])
    )


def gift_plain(text: str) -> str:
    """Return a plain text of gift-pegjs, in which it leaves its own marks for escaped signs."""
    return re.sub(r"&&(\d\d\d);", lambda mark: _PLACEHOLDERS[mark[1]], text)


# Aiken: the rules of Moodle's importer, and its five traps as errors


def aiken(text: str) -> list[Read]:
    """Return the questions of an Aiken file."""
    questions: list[Read] = []
    stem: str | None = None
    options: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        line = line.strip(" \t")
        if not line:
            continue
        assert len(line) >= 2, f"{line!r} is too short to be read"
        if re.match(r"[A-Z][).]", line):
            assert re.match(r"[A-Z]\) .", line), f"{line!r} is no option"
            assert stem is not None, f"{line!r} stands before any question"
            assert line[0] == "ABCDEFGH"[len(options)], "an option is out of order"
            options.append(line[3:])
        elif line.startswith("ANSWER:"):
            place = "ABCDEFGH".index(line.removeprefix("ANSWER: "))
            assert place < len(options), "the key is no option"
            assert stem is not None
            marked = tuple((option, n == place) for n, option in enumerate(options))
            questions.append(Read("multiple_choice", stem, marked))
            stem, options = None, []
        else:
            assert stem is None, f"{line!r} is a second line of a question"
            assert not re.match(r"[a-z][).]", line), f"{line!r} has a small letter"
            assert "answer:" not in line.lower(), f"{line!r} has a key inside"
            stem = line
    assert stem is None
    assert not options
    return questions


# QTI 2.1 and 3: the names of the older are turned into those of the newer


def qti(payload: bytes, version: str) -> list[Read]:
    """Return the questions of a package in the order of its test."""
    files = members(payload)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    resources = {r.get("identifier"): r for r in manifest.iter("{*}resource")}
    named = {f.get("href") for r in resources.values() for f in r.iter("{*}file")}
    assert named == set(files) - {"imsmanifest.xml"}
    (test,) = (r for r in resources.values() if "_test_" in r.get("type"))
    assert all(version in resource.get("type") for resource in resources.values())
    needed = [d.get("identifierref") for d in test.iter("{*}dependency")]
    refs = [e for e in etree.fromstring(files[test.get("href")]).iter() if _kebab(e) == "item-ref"]
    assert [ref.get("identifier") for ref in refs] == needed
    assert [ref.get("href") for ref in refs] == [resources[name].get("href") for name in needed]
    return [qti_item(files[ref.get("href")]) for ref in refs]


def qti_item(payload: bytes) -> Read:
    """Return an item of QTI 2.1 or 3 as read."""
    root = etree.fromstring(payload)
    assert re.fullmatch(r"[A-Za-z_][\w.-]*", root.get("identifier"))
    for element in root.iter(etree.Element):
        element.tag = _kebab(element)
    texts = {e.get("identifier"): "".join(e.itertext()) for e in root.iter("choice", "associable")}
    right = [str(value.text) for value in root.findall(".//correct-response/value")]
    body, told = root.find("item-body"), root.find("modal-feedback")
    told = told if told.find("content-body") is None else told.find("content-body")
    feedback = "".join("".join(p.itertext()) for p in told.iter("p"))
    prompt = root.find(".//prompt")
    read = Read("multiple_choice", "" if prompt is None else prompt.text, feedback=feedback)
    if root.find(".//text-entry") is not None:
        keys = [entry.get("map-key") or entry.get("mapKey") for entry in root.iter("map-entry")]
        assert right == keys[:1]
        for field in root.iter("text-entry"):
            field.text = "_____"
        paragraphs = ["".join(p.itertext()) for p in body.findall("p")]
        stem = paragraphs[0] if len(paragraphs) == 1 else paragraphs[0].removesuffix("_____")
        return read._replace(type="typed", stem=stem, accepted=tuple(keys))
    if root.find(".//match") is not None and root.find(".//match-set") is not None:
        pairs = [value.split(" ") for value in right]
        used = {choice for _, choice in pairs}
        rest = {n for n in texts if n.startswith("choice") and n not in used}
        return read._replace(
            type="matching",
            pairs=tuple((texts[left], texts[choice]) for left, choice in pairs),
            left_over=frozenset(texts[name] for name in rest),
        )
    if root.find(".//order") is not None:
        return read._replace(type="ordering", order=tuple(texts[name] for name in right))
    if set(texts) == {"true", "false"}:
        return read._replace(type="true_false", truth=right == ["true"])
    return read._replace(options=tuple((text, [name] == right) for name, text in texts.items()))


_NAMES = {
    "simple-choice": "choice",
    "simple-associable-choice": "associable",
    "simple-match-set": "match-set",
    "assessment-item-ref": "item-ref",
    "text-entry-interaction": "text-entry",
    "match-interaction": "match",
    "order-interaction": "order",
    "match": "equals",
}


def _kebab(element: Any) -> str:
    local = etree.QName(element).localname.removeprefix("qti-")
    name = re.sub("[A-Z]", lambda letter: "-" + letter[0].lower(), local)
    return _NAMES.get(name, name)


# QTI 1.2 for Canvas

_CANVAS = {
    "multiple_choice_question": "multiple_choice",
    "true_false_question": "true_false",
    "short_answer_question": "typed",
    "matching_question": "matching",
}


def canvas(payload: bytes) -> tuple[str, list[Read]]:
    """Return the title and the questions of a package for Canvas."""
    files = members(payload)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    named = [file.get("href") for file in manifest.iter("{*}file")]
    assert sorted([*named, "imsmanifest.xml"]) == sorted(files)
    meta = etree.fromstring(files[named[1]])
    root = etree.fromstring(files[named[0]])
    items = list(root.iter("{*}item"))
    assert meta.findtext("{*}points_possible") == f"{len(items)}.0"
    return root.find("{*}assessment").get("title"), [_canvas(item) for item in items]


def _canvas(item: Any) -> Read:
    fields = {f.findtext("{*}fieldlabel"): f.findtext("{*}fieldentry") for f in _all(item, "field")}
    assert fields["points_possible"] == "1"
    read = Read(
        type=_CANVAS[fields["question_type"]],
        stem=_mattext(item.find("{*}presentation/{*}material")),
        feedback=_mattext(item.find("{*}itemfeedback/{*}flow_mat/{*}material")),
    )
    right = {e.text: e.get("respident") for e in item.iter("{*}varequal")}
    labels = {e.get("ident"): e for e in item.iter("{*}response_label")}
    if read.type == "typed":
        return read._replace(accepted=tuple(right))
    assert set(fields["original_answer_ids"].split(",")) == set(labels)
    texts = {name: _mattext(e.find("{*}material")) for name, e in labels.items()}
    if read.type == "true_false":
        assert list(texts.values()) == ["True", "False"]
        return read._replace(truth=texts[next(iter(right))] == "True")
    if read.type == "multiple_choice":
        assert len(right) == 1
        return read._replace(options=tuple((text, name in right) for name, text in texts.items()))
    prompts = {e.get("ident"): _mattext(e.find("{*}material")) for e in _all(item, "lid")}
    return read._replace(
        pairs=tuple((prompts[prompt], texts[name]) for name, prompt in right.items()),
        left_over=frozenset(text for name, text in texts.items() if name not in right),
    )


def _all(item: Any, name: str) -> list[Any]:
    return list(item.iter("{*}" + {"field": "qtimetadatafield", "lid": "response_lid"}[name]))


def _mattext(material: Any) -> str:
    (mattext,) = material
    assert mattext.get("texttype") in ("text/html", "text/plain")
    return text_of(mattext.text) if mattext.get("texttype") == "text/html" else str(mattext.text)
