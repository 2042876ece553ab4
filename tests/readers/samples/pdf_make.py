"""Make the PDF samples: `python tests/readers/samples/pdf_make.py`, from `article.md` beside it.

Needs Chromium (by Playwright), LibreOffice Writer (`soffice`) and poppler (`pdftocairo`) besides
the packages of the tests. Every sample is the same article through another program; what the tests
read back is compared with `article.md`.
"""

import json
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

import typst
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ARTICLE = (HERE / "article.md").read_text(encoding="utf-8")
TITLE = "Tidal mill at Port Merrow turns again after ninety years"
SIGNED = "By Inès Calloway, 18 September 2024"
URL = "https://merrowecho.example/2024/09/tidal-mill-turns-again"
STYLE = """
body { max-width: 42em; margin: 0 auto; font: 11pt/1.4 "Liberation Serif", serif }
nav, footer { font: 9pt "Liberation Sans", sans-serif; color: #555 }
figure { margin: 1em 0 } figcaption { font-size: 9pt; color: #555 } img { width: 60% }
"""
COLUMNS = """
article { column-count: 2; column-gap: 8mm; text-align: justify; hyphens: auto }
h1, .signed { column-span: all } p { margin: 0; text-indent: 1.2em }
h2 { font-size: 12pt } img { width: 100% }
"""
BOXES = """
aside { width: 5.2cm; padding: 8px; border: 1px solid; background: #eee; float: right }
aside { margin-left: 6px } aside p { margin: 0 0 8px } article { text-align: justify }
aside.left { float: left; margin: 0 8px 0 0; background: none }
"""
TYPST = """
#set document(title: "TITLE", author: "Inès Calloway")
#set page(paper: "a4", margin: 2cm, columns: COUNT, numbering: "1",
  header: context [Merrow Echo #h(1fr) Wednesday 18 September 2024 #h(1fr)
    #counter(page).display()], footer: none)
#set text(font: "Libertinus Serif", size: SIZE, lang: "en", region: "GB", hyphenate: true)
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em, leading: 0.65em)
#show figure.caption: it => text(size: 0.85em, style: "italic", it.body)
#show heading: it => block(above: 1.2em, below: 0.8em, text(size: 1.1em, it.body))
#let horizontalrule = line(length: 100%)
#let blockquote(body) = block(inset: (x: 1em), body)
#place(top, scope: "parent", float: true)[
  #text(size: 24pt, weight: "bold", hyphenate: false)[#par(justify: false)[TITLE]]
  #par(first-line-indent: 0pt)[SIGNED]
]
"""
BOX_RIGHT = "<b>In numbers</b>", "1.2 million: cost in pounds", "90 years: how long it stood"
BOX_LEFT = "<b>How to visit</b>", "Open on Saturdays", "The number 7 bus stops at the quay."
HEADER = "<style:header><text:p>Merrow Echo</text:p></style:header>"
FOOTER = "<style:footer><text:p>Page <text:page-number/></text:p></style:footer>"
SECTION = """<style:style style:name="Columns" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
"""


def main() -> None:
    """Write every sample."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "mill.png").write_bytes(picture())
        by_chromium()
        by_typst(folder, 2, "10pt")
        by_typst(folder, 3, "8.5pt")
        by_writer(folder)
        shutil.copy(HERE / "article.md", folder / "article.md")
        again = HERE / "pdf_typst_2.pdf", HERE / "pdf_cairo_2.pdf"
        subprocess.run(["pdftocairo", "-pdf", *again], check=True)


def picture() -> bytes:
    """Return a grey PNG of 60 by 30 pixels."""
    rows = b"".join(b"\x00" + bytes([90 + n]) * 60 for n in range(30))
    head = struct.pack(">IIBBBBB", 60, 30, 8, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def body_of(markup: str) -> str:
    """Return the article, without its head, in another markup."""
    return pandoc(ARTICLE, "--to", markup, "--wrap=none").decode()


def pandoc(text: str, *options: str) -> bytes:
    """Return what pandoc, which is to be on the PATH, makes of Markdown."""
    made = subprocess.run(
        ["pandoc", "--from", "markdown", *options],
        input=text.encode(), capture_output=True, check=True,
    )  # fmt: skip
    return made.stdout


def by_chromium() -> None:
    """Print a web page with and without the browser's header, and one in two columns."""
    text = body_of("html").replace('<figcaption aria-hidden="true">', "<figcaption>")
    page_text = (
        f'<!doctype html><html lang="en-GB"><title>{TITLE} – Merrow Echo</title>'
        "<style>STYLE</style>"
        "<nav>Home | News | Harbour | Sport | Letters</nav><article>"
        f'<h1>{TITLE}</h1><p class="signed">{SIGNED}</p>{text}</article>'
        "<footer>© 2024 Merrow Echo. All rights reserved.</footer>"
    )
    wanted = {
        "pdf_chromium": (STYLE, False),
        "pdf_chromium_header": (STYLE, True),
        "pdf_chromium_columns": (STYLE + COLUMNS, True),
        "pdf_chromium_boxes": (STYLE + BOXES, True),
    }
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        for name, (style, header) in wanted.items():
            page = browser.new_page()
            shown = with_boxes(page_text) if name == "pdf_chromium_boxes" else page_text
            serve(page, URL, shown.replace("STYLE", style), "text/html; charset=utf-8")
            serve(page, "**/mill.png", picture(), "image/png")
            page.goto(URL)
            margin = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
            target = HERE / f"{name}.pdf"
            page.pdf(path=target, format="A4", display_header_footer=header, margin=margin)
            page.close()
        browser.close()


def with_boxes(page_text: str) -> str:
    """Return the page with a box that floats right of its first paragraph, and one left of more."""
    head, *rest = page_text.split("<p>")
    boxes = {0: ("", BOX_RIGHT), 5: (' class="left"', BOX_LEFT)}
    for number, (more, lines) in boxes.items():
        inside = "".join(f"<p>{line}</p>" for line in lines)
        rest[number] = f"<aside{more}>{inside}</aside><p>{rest[number]}"
    parts = [rest[n] if n in boxes else f"<p>{rest[n]}" for n in range(len(rest))]
    return head + "".join(parts)


def serve(page: Page, address: str, body: str | bytes, kind: str) -> None:
    """Let `page` find `body` at `address`, without a network."""
    page.route(address, lambda route: route.fulfill(body=body, content_type=kind))


def by_typst(folder: Path, count: int, size: str) -> None:
    """Set a newspaper page in columns, with running heads and hyphenation."""
    style = TYPST.replace("COUNT", str(count)).replace("SIZE", size)
    text = style.replace("TITLE", TITLE).replace("SIGNED", SIGNED) + body_of("typst")
    text = text.replace('mill.png"', 'mill.png", width: 100%')
    (folder / "a.typ").write_text(text, encoding="utf-8")
    typst.compile(folder / "a.typ", output=HERE / f"pdf_typst_{count}.pdf")


def by_writer(folder: Path) -> None:
    """Let LibreOffice Writer export what pandoc made for it."""
    source = ARTICLE.replace("date: 2024-09-18", 'date: "18 September 2024"')
    source = source.replace('author: "', 'author: "By ')
    for suffix in ("odt", "docx"):
        made = pandoc(source, "--to", suffix, "--output=-", f"--resource-path={folder}")
        (folder / f"a.{suffix}").write_bytes(made)
    with_columns(folder / "a.odt", folder / "b.odt")
    export(folder / "a.docx", "pdf_docx")
    export(folder / "a.odt", "pdf_writer")
    export(folder / "b.odt", "pdf_writer_columns")
    export(folder / "a.odt", "pdf_locked", with_password("EncryptFile", "DocumentOpenPassword"))
    kept = with_password("RestrictPermissions", "PermissionPassword")
    export(folder / "a.odt", "pdf_restricted", kept)


def with_password(what: str, which: str) -> str:
    """Return the options of an export that is locked."""
    yes, word = {"type": "boolean", "value": "true"}, {"type": "string", "value": "tide"}
    return json.dumps({what: yes, which: word})


def with_columns(source: Path, target: Path) -> None:
    """Put the text of an ODT below its title in two columns, with a header and page numbers."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "content.xml":
                text = in_section(text.decode()).encode()
            elif entry.filename == "styles.xml":
                text = with_header(text.decode()).encode()
            new.writestr(entry, text)


def in_section(content: str) -> str:
    """Return content.xml with everything after the date in a section of two columns."""
    content = content.replace("</office:automatic-styles>", SECTION + "</office:automatic-styles>")
    start = content.index("</text:p>", content.index("18 September 2024")) + len("</text:p>")
    end = content.index("</office:text>")
    inside = '<text:section text:style-name="Columns" text:name="all">' + content[start:end]
    return content[:start] + inside + "</text:section>" + content[end:]


def with_header(styles: str) -> str:
    """Return styles.xml with a running head and page numbers on the first master page."""
    return re.sub(
        r"(<style:master-page [^>]*?)/>|(<style:master-page [^>]*>)",
        lambda m: (
            f"{m[1]}>{HEADER}{FOOTER}</style:master-page>" if m[1] else m[2] + HEADER + FOOTER
        ),
        styles, count=1,
    )  # fmt: skip


def export(source: Path, name: str, options: str = "") -> None:
    """Convert `source` to the sample `name`."""
    wanted = "pdf:writer_pdf_Export" + (f":{options}" if options else "")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{source.parent}/profile"]
    command += ["--convert-to", wanted, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    shutil.move(source.with_suffix(".pdf"), HERE / f"{name}.pdf")


if __name__ == "__main__":
    main()
