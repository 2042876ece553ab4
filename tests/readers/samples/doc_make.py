"""Make the samples named doc_*: `python doc_make.py`, with pandoc and LibreOffice at hand.

They are read back by tests/readers/test_documents.py. Made with pandoc 3.9 and LibreOffice 7.4. The
text is article.md and doc_odds.fodt, both written for these tests.
"""

import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
FORMATS = ("docx", "odt", "epub", "rtf")


def picture() -> bytes:
    """Return a small picture (PNG): a sky over a wall."""
    wide, high = 64, 40
    rows = (
        bytes(v for x in range(wide) for v in ((90, 120, 160) if y < 20 else (60 + x, 90, 70)))
        for y in range(high)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def book(article: str) -> str:
    """Return eight chapters of Markdown, the article's paragraphs in another order in each."""
    paragraphs = [p for p in article.split("---\n", 2)[2].split("\n\n") if p[0] not in "#!->\n"]
    chapters = []
    for number in range(1, 9):
        turned = paragraphs[number:] + paragraphs[:number]
        chapters.append(f"# Chapter {number}: The mill\n\n" + "\n\n".join(turned))
    head = '---\ntitle: "The Book of Mills"\nauthor: "Inès Calloway"\nlang: en-GB\n---\n\n'
    return head + "\n\n".join(chapters)


def pandoc(*arguments: str, into: Path) -> None:
    """Run pandoc in `into`."""
    subprocess.run(["pandoc", *arguments], check=True, cwd=into)


def office(source: Path, suffix: str, target: str) -> None:
    """Let LibreOffice save `source` as another format."""
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(source.parent / "o"),
    ]
    subprocess.run([*command, str(source)], check=True)
    shutil.copy(source.parent / "o" / f"{source.stem}.{suffix}", HERE / target)


def main() -> None:
    """Make them all."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        shutil.copy(HERE / "article.md", work)
        shutil.copy(HERE / "doc_odds.fodt", work)
        (work / "mill.png").write_bytes(picture())
        text = (HERE / "article.md").read_text(encoding="utf-8")
        (work / "book.md").write_text(book(text), encoding="utf-8")
        for suffix in FORMATS:
            pandoc("-s", "article.md", "-o", f"doc_pandoc.{suffix}", into=work)
            shutil.copy(work / f"doc_pandoc.{suffix}", HERE)
        pandoc("-s", "article.md", "-t", "gfm", "-o", str(HERE / "doc_pandoc.md"), into=work)
        pandoc("-s", "book.md", "--toc", "-o", str(HERE / "doc_book.epub"), into=work)
        office(work / "doc_pandoc.odt", "docx", "doc_office.docx")
        for suffix in ("odt", "rtf", "epub"):
            office(work / "doc_pandoc.docx", suffix, f"doc_office.{suffix}")
        for suffix in ("docx", "odt", "rtf"):
            office(work / "doc_odds.fodt", suffix, f"doc_odds.{suffix}")


if __name__ == "__main__":
    main()
