"""Mails as a mail program saves them: made here by Python's email package."""

import time
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from quiz.errors import LengthError, SourceError
from quiz.readers import read
from quiz.readers.html import HTML
from quiz.readers.saved_mail import SAVED_MAIL
from quiz.schema.article import Article
from tests.readers.texts import ARTICLE, PARAGRAPHS, TITLE

BODY = (
    "Hi all,\n\nplease read this before Monday.\n\n" + ARTICLE + "\n\n-- \nAnn Lee\nHead of English"
)
NO_TITLE = "\n\n".join(PARAGRAPHS)
PAGE = "".join(
    (
        "<html><body><h1>",
        TITLE,
        "</h1>",
        *(f"<p>{text}</p>" for text in PARAGRAPHS),
        "</body></html>",
    )
)


def mail(subject: str = "For Monday – Größe") -> EmailMessage:
    made = EmailMessage()
    made["Received"] = (
        "from mail.school.example by mx.school.example; Tue, 3 Dec 2024 10:15:00 +0000"
    )
    made["From"] = "Ann Lee <ann@school.example>"
    made["To"] = "Bob Hart <bob@school.example>"
    made["Date"] = "Tue, 3 Dec 2024 10:15:00 +0000"
    made["Subject"] = subject
    return made


def with_text(text: str = BODY, cte: str = "quoted-printable", charset: str = "utf-8") -> bytes:
    made = mail()
    made.set_content(text, cte=cte, charset=charset)
    return made.as_bytes()


def alternative(plain: str = BODY) -> bytes:
    made = mail()
    made.set_content(plain, cte="base64")
    made.add_alternative(PAGE, subtype="html", cte="quoted-printable")
    return made.as_bytes()


def only_html() -> bytes:
    made = mail()
    made.set_content(PAGE, subtype="html", cte="quoted-printable")
    return made.as_bytes()


def attached() -> bytes:
    made = mail()
    made.set_content(BODY)
    made.add_attachment(b"%PDF-1.4 " + b"\x00" * 100, "application", "pdf", filename="sheet.pdf")
    return made.as_bytes()


def forwarded() -> bytes:
    inner = mail(TITLE)
    inner.set_content(NO_TITLE, cte="base64")
    made = mail("Fwd: " + TITLE)
    made.set_content("Dear all,\n\nfor the next lesson.\n\nAnn")
    made.add_attachment(inner)
    return made.as_bytes()


def mislabelled() -> bytes:
    return with_text(cte="8bit").replace(b'charset="utf-8"', b'charset="us-ascii"')


def forwarded_html() -> bytes:
    head = (
        "<b>From:</b> Cy Roe<br><b>Sent:</b> Tuesday<br><b>To:</b> Ann Lee<br><b>Subject:</b> News"
    )
    made = mail("FW: News")
    note = f"<div>Hi all, see below.</div><div><br></div><div>{head}<br></div>"
    made.set_content(PAGE.replace("<h1>", f"{note}<p>").replace("</h1>", "</p>"), subtype="html")
    return made.as_bytes()


MAILS: dict[str, Callable[[], bytes]] = {
    "quoted-printable": with_text,
    "base64": lambda: with_text(cte="base64"),
    "8bit": lambda: with_text(cte="8bit"),
    "Windows-1252": lambda: with_text(charset="windows-1252"),
    "a false encoding": mislabelled,
    "CRLF": lambda: with_text().replace(b"\n", b"\r\n"),
    "from a mailbox file": lambda: (
        b"From ann@school.example Tue Dec  3 10:15:00 2024\n" + with_text()
    ),
    "plain and HTML": alternative,
    "HTML and a stub": lambda: alternative("Your mail program shows no HTML."),
    "HTML": only_html,
    "HTML, forwarded": forwarded_html,
    "an attachment": attached,
    "a forwarded mail": forwarded,
}


def paragraphs(article: Article) -> list[str]:
    return [" ".join(article.at(block).split()) for block in article.paragraphs]


@pytest.mark.parametrize("kind", MAILS)
def test_the_article_in_a_mail(kind: str) -> None:
    payload = MAILS[kind]()
    assert SAVED_MAIL.accepts(payload)
    article = read(payload, name="it.eml")
    assert article.title == TITLE
    assert paragraphs(article) == list(PARAGRAPHS)
    assert "Content-T" not in article.text
    assert "Received" not in article.text


def test_the_subject_is_the_title_where_the_text_has_none() -> None:
    made = mail("Fwd: Tidal power – at last in Brindle’s harbour")
    made.set_content(NO_TITLE, cte="base64")
    article = read(made.as_bytes())
    assert article.title == "Tidal power – at last in Brindle’s harbour"
    assert paragraphs(article) == list(PARAGRAPHS)


def test_attachments_are_left_out_with_a_note() -> None:
    said: list[str] = []
    read(attached(), say=said.append)
    assert said == ["An attachment is left out."]


def test_a_mail_of_attachments_only() -> None:
    made = mail()
    made.set_content("")
    made.add_attachment(BODY, filename="article.txt")
    with pytest.raises(SourceError) as caught:
        read(made.as_bytes(), name="it.eml")
    assert str(caught.value) == (
        "it.eml is a mail without text in it. Save what is attached to it, and give that file."
    )


def test_an_enciphered_mail() -> None:
    made = MIMEMultipart("encrypted", protocol="application/pgp-encrypted")
    made["From"], made["To"] = "ann@school.example", "bob@school.example"
    with pytest.raises(SourceError, match="it is enciphered"):
        read(made.as_bytes())


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        f"Content-Type: what it is, and why it matters\n\n{ARTICLE}",
        f"Subject: {TITLE}\nFrom: Ann Lee\n\n{NO_TITLE}",
        f"{TITLE}\n\nMIME-Version: 1.0\nFrom: Ann Lee\n\n{NO_TITLE}",
    ],
)
def test_what_is_no_saved_mail(text: str) -> None:
    assert not SAVED_MAIL.accepts(text.encode())


def test_a_mail_with_pictures_is_no_saved_page() -> None:
    made = mail()
    made.set_content(PAGE, subtype="html")
    made.add_related(b"\x89PNG", "image", "png", cid="<logo>")
    said: list[str] = []
    article = read(made.as_bytes(), say=said.append)
    assert (article.title, paragraphs(article), said) == (TITLE, list(PARAGRAPHS), [])


def nested(depth: int) -> bytes:
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth)
    )
    return b"From: a@school.example\nTo: b@school.example\n" + head + b"\n" + BODY.encode()


def in_mails(depth: int) -> bytes:
    head = b"From: a@school.example\nContent-Type: message/rfc822\n\n" * depth
    return head + b"From: a@school.example\n\n" + BODY.encode()


def many_parts(count: int) -> bytes:
    head = (
        b"From: a@school.example\nTo: b@school.example\nContent-Type: multipart/mixed; boundary=x\n"
    )
    return head + b"\n" + b"--x\n\nword\n" * count + b"--x--\n"


@pytest.mark.parametrize(
    "payload",
    [nested(40), nested(900), nested(20_000), in_mails(40), in_mails(20_000), many_parts(100_000)],
    ids=["40 deep", "900 deep", "20,000 deep", "40 mails", "20,000 mails", "100,000 parts"],
)
def test_too_many_parts(payload: bytes) -> None:
    start = time.monotonic()
    with pytest.raises(SourceError, match="is a mail of more than"):
        read(payload, name="it.eml")
    assert time.monotonic() - start < 15


def test_a_mail_that_is_too_long() -> None:
    with pytest.raises(LengthError, match="is too long"):
        read(with_text("word " * 30_000))
    with pytest.raises(LengthError, match="is too long"):
        read(with_text("word" * 2_000_000, cte="base64"))


@pytest.mark.parametrize(
    "change",
    [
        (b"base64", b"base65"),
        (b'charset="utf-8"', b'charset="no-such"'),
        (b'charset="utf-8"', b'charset*0*="%\x80'),
        (b"Subject: ", b"Subject: =?utf-8?b?\xff?= =?x?q?=zz?= "),
        (b"Content-Type: text/plain", b"Content-Type: multipart/mixed"),
        (b"Content-Type: text/plain", b"Content-Type: ;;;/"),
    ],
)
def test_a_malformed_mail_is_read(change: tuple[bytes, bytes]) -> None:
    payload = with_text(cte="8bit").replace(*change)
    assert paragraphs(read(payload)) == list(PARAGRAPHS)


def test_long_blank_headers_take_no_time() -> None:
    start = time.monotonic()
    assert not SAVED_MAIL.accepts(b"From: a\nMIME-Version: 1.0\n" + b" " * 65_000)
    assert not HTML.accepts(b"From: a\nMIME-Version: 1.0\n" + b" " * 65_000)
    assert time.monotonic() - start < 1


def test_a_list_footer_in_html_parts() -> None:
    made = MIMEMultipart("mixed")
    made["From"], made["To"] = "ann@school.example", "bob@school.example"
    made.attach(MIMEText(PAGE, "html"))
    made.attach(MIMEText("<html><body><br></body></html>", "html"))
    assert paragraphs(read(made.as_bytes())) == list(PARAGRAPHS)
