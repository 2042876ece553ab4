"""What python-docx has no call for: lists that number themselves, tabs, fields, right to left."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from quiz.exporters.printed import right_to_left
from quiz.exporters.sheet_options import Alphabet, Look, SheetOptions
from quiz.exporters.sheet_words import Words, words_of
from quiz.exporters.zipped import zipped

_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001  the time of no day: equal quizzes give equal bytes
_PAPER = {"a4": (210, 297), "letter": (215.9, 279.4)}
# Font, its size, the share of a line between lines, the margin in millimetres.
LOOKS: dict[Look, tuple[str, float, float, float]] = {
    "standard": ("Georgia", 11, 1.15, 22),
    "large": ("Verdana", 18, 1.3, 25.4),
    "dyslexia": ("Verdana", 12, 1.5, 26),
}
_CREAM = "FDF6E3"
# Word refuses a file whose properties stand in another order than the standard's: what follows the
# border of a paragraph, and its direction.
_AFTER_DIRECTION = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:outlineLvl", "w:rPr", "w:sectPr", "w:pPrChange"),
)
_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", *_AFTER_DIRECTION)
NUMBERED, ARTICLE = 0, 1  # the kinds of list
# Formats of the levels: number, text, indent and hanging indent in millimetres, bold. The format of
# options goes by their letters.
_LEVELS = {
    NUMBERED: (
        ("decimal", "%1.", 9, 9, True),
        ("", "%2", 16, 7, False),
    ),
    ARTICLE: (("decimal", "%1", 9, 9, True),),
}

# The numbering of Word that counts in these letters.
_LETTERS: dict[Alphabet, str] = {
    "latin": "upperLetter",
    "numbers": "decimal",
    "cyrillic": "russianUpper",
    "arabic": "arabicAbjad",
}
# Points, and the margin in millimetres, of a page with two sheets beside each other.
_HALF = (9.5, 13)


def size_of(options: SheetOptions) -> float:
    """Return the size of the text in points."""
    return _HALF[0] if options.layout == "compact" else LOOKS[options.look][1]


def new_document(
    title: str, language: str, options: SheetOptions, words: Words | None = None
) -> Document:
    """Return an empty document with our styles, and with no time or name in its properties.

    It is laid out from right to left where its fixed `words` are.
    """
    document = docx.Document()
    font, size, spacing, margin = LOOKS[options.look]
    if options.layout == "compact":
        size, margin = _HALF
    properties = document.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _FIXED
    properties.language = language
    properties.revision = 1
    width, height = _PAPER[options.paper]
    section = document.sections[0]
    if options.layout != "plain":
        width, height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin = section.bottom_margin = Mm(20)
    for name, points, bold in (
        ("Normal", size, False),
        ("Heading 1", size * 1.7, True),
        ("Heading 2", size * 1.2, True),
        ("Heading 3", size, True),
        ("Quote", size, False),
    ):
        _set_style(document, name, font, points, bold)
    normal = document.styles["Normal"].paragraph_format
    normal.space_after, normal.space_before, normal.line_spacing = Pt(4), Pt(0), spacing
    quote = document.styles["Quote"].paragraph_format
    quote.left_indent = Mm(12)
    _set_language(document, language)
    if options.cream:
        _set_ground(document)
    if words is not None and words.direction == "rtl":
        _mirror(document)
    return document


def _mirror(document: Document) -> None:
    """Let every paragraph run from right to left that does not say otherwise."""
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Quote"):
        shape: Any = document.styles[name].element.get_or_add_pPr()
        shape.insert_element_before(OxmlElement("w:bidi"), *_AFTER_DIRECTION)


def text_width(document: Document) -> Length:
    """Return how wide the text of the last section is."""
    section = document.sections[-1]
    width = section.page_width or Mm(210)
    return Length(width - 2 * (section.left_margin or Mm(22)))


def half(width: Length, between: float) -> Length:
    """Return the width of one side of a page; `between` are the millimetres between the sides."""
    return Length(int((width - Mm(between)) / 2))


def side_by_side(document: Document, width: Length, between: float) -> tuple[_Cell, _Cell]:
    """Return two cells beside each other that run on over pages, as the sides of a page."""
    side = half(width, between)
    left, _, right = _table(document, 1, [side, Length(width - 2 * side), side], Length(0))
    for cell in (left, right):
        # A cell has to end with a paragraph, and comes with one; it stands first until then.
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        cell._tc.remove(cell.paragraphs[0]._p)
    return left, right


def grid(
    place: Document | _Cell, rows: int, across: int, width: Length, indent: Length
) -> list[_Cell]:
    """Return the cells of a table without lines, row by row, `indent` from the edge of the text."""
    return _table(place, rows, [Length(width // across)] * across, indent)


def _table(place: Document | _Cell, rows: int, widths: list[Length], indent: Length) -> list[_Cell]:
    """Return the cells of a table without lines and without room round its cells."""
    table: Table = place.add_table(rows, len(widths))
    if isinstance(place, _Cell):
        # The empty paragraph that python-docx puts after it, as no cell may end with a table.
        place._tc.remove(place.paragraphs[-1]._p)
    table.autofit = False
    properties: Any = table._tbl.tblPr
    for name, value in (("w:tblInd", indent), ("w:tblCellMar", None)):
        made = OxmlElement(name)
        if value is not None:
            _set_width(made, value)
        else:
            for side in ("w:left", "w:right"):
                margin = OxmlElement(side)
                _set_width(margin, Length(0))
                made.append(margin)
        properties.append(made)
    _in_order(properties)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return [cell for row in table.rows for cell in row.cells]


def _set_width(element: Any, width: Length) -> None:
    element.set(qn("w:w"), str(width.twips))
    element.set(qn("w:type"), "dxa")


def _in_order(properties: Any) -> None:
    """Sort the properties of a table as the standard has them."""
    order = "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook".split()
    places = {qn(f"w:{name}"): place for place, name in enumerate(order)}
    for child in sorted(properties, key=lambda child: places[child.tag]):
        properties.append(child)


def _set_style(document: Document, name: str, font: str, points: float, bold: bool) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size = font, Pt(points)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(kind), None)
    for kind in ("w:eastAsia", "w:cs"):
        fonts.set(qn(kind), font)
    if name.startswith("Heading"):
        style.paragraph_format.space_before = Pt(points * 0.7)
        style.paragraph_format.space_after = Pt(points * 0.35)
        style.paragraph_format.keep_with_next = True


def _set_language(document: Document, language: str) -> None:
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def _set_ground(document: Document) -> None:
    ground = OxmlElement("w:background")
    ground.set(qn("w:color"), _CREAM)
    document.element.insert(0, ground)
    settings: Any = document.settings.element
    zoom = settings.find(qn("w:zoom"))
    place = 0 if zoom is None else settings.index(zoom) + 1
    settings.insert(place, OxmlElement("w:displayBackgroundShape"))


def new_list(document: Document, kind: int, words: Words | None = None) -> int:
    """Return the number of a new list: it begins at 1, whatever lists stand before it."""
    numbering: Any = document.part.numbering_part.element
    abstract = _abstract(numbering, kind, words or words_of())
    for level in abstract.findall(qn("w:lvl")):
        start = level.find(qn("w:start"))
        start.set(qn("w:val"), "1")
    made = numbering.add_num(int(abstract.get(qn("w:abstractNumId"))))
    for level in range(len(_LEVELS[kind])):
        made.add_lvlOverride(ilvl=level).add_startOverride(1)
    return int(made.numId)


def _abstract(numbering: Any, kind: int, words: Words) -> Any:
    """Return the definition of a kind of list, which is made where it is not there yet."""
    identity = str(900 + kind)
    for found in numbering.findall(qn("w:abstractNum")):
        if found.get(qn("w:abstractNumId")) == identity:
            return found
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), identity)
    _add(abstract, "w:multiLevelType", "hybridMultilevel" if kind == ARTICLE else "multilevel")
    for number, (form, text, indent, hanging, bold) in enumerate(_LEVELS[kind]):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(number))
        _add(level, "w:start", "1")
        _add(level, "w:numFmt", form or _LETTERS[words.alphabet])
        _add(level, "w:lvlText", text if form else text + words.mark)
        _add(level, "w:lvlJc", "left")
        shape = OxmlElement("w:pPr")
        place = OxmlElement("w:ind")
        place.set(qn("w:left"), str(Mm(indent).twips))
        place.set(qn("w:hanging"), str(Mm(hanging).twips))
        shape.append(place)
        level.append(shape)
        if bold:
            letters = OxmlElement("w:rPr")
            letters.append(OxmlElement("w:b"))
            level.append(letters)
        abstract.append(level)
    # Definitions stand before the lists that use them.
    numbering.insert(0, abstract)
    return abstract


def number(paragraph: Paragraph, list_number: int, level: int = 0) -> None:
    """Make `paragraph` an item of a list."""
    found: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    found.get_or_add_ilvl().val = level
    found.get_or_add_numId().val = list_number


def write(paragraph: Paragraph, text: str, *, bold: bool = False) -> Run:
    """Add `text` to `paragraph`, which runs as its first text does.

    That is from the right where it begins with Arabic or Hebrew.
    """
    run = paragraph.add_run(text)
    run.bold = bold or None
    turned = right_to_left(text)
    run.font.rtl = turned or None
    if len(paragraph.runs) == 1 and turned != _mirrored(paragraph):
        direction = OxmlElement("w:bidi")
        direction.set(qn("w:val"), str(int(turned)))
        shape: Any = paragraph._p.get_or_add_pPr()
        shape.insert_element_before(direction, *_AFTER_DIRECTION)
    return run


def _mirrored(paragraph: Paragraph) -> bool:
    """Tell whether the paragraphs of the document run from right to left."""
    normal: Any = paragraph.part.get_style(None, WD_STYLE_TYPE.PARAGRAPH)  # the default one
    properties = normal.element.pPr
    return properties is not None and properties.find(qn("w:bidi")) is not None


def write_gap(paragraph: Paragraph, millimetres: float) -> None:
    """Add a gap to write in: an underlined run of spaces that do not break."""
    spaces = max(6, round(millimetres / 1.1))
    run = paragraph.add_run("\u00a0" * spaces)
    run.underline = True


def leader(paragraph: Paragraph, place: Length, *, right: bool = False) -> None:
    """Let a tab of `paragraph` draw a line to write on, up to `place`."""
    side = WD_TAB_ALIGNMENT.RIGHT if right else WD_TAB_ALIGNMENT.LEFT
    paragraph.paragraph_format.tab_stops.add_tab_stop(place, side, WD_TAB_LEADER.LINES)


def write_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what the word processor fills in, such as the number of the page."""
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
            continue
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "separate":
            paragraph.add_run("1")


def set_footer(
    section: Any, reference: str, size: float, words: Words | None = None, *, alone: bool
) -> None:
    """Put `reference` and the number of the page below every page of `section`, from 1.

    How many pages there are is said of a document with one section `alone`: LibreOffice cannot
    count those of a section.
    """
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    width = section.page_width - section.left_margin - section.right_margin
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style.paragraph_format.tab_stops.clear_all()
    write(paragraph, reference)
    paragraph.add_run("\t")
    fields = {"{number}": "PAGE", "{total}": "NUMPAGES"}
    said = (words or words_of()).text["page_of" if alone else "page"]
    for part in re.split(r"({number}|{total})", said):
        if part in fields:
            write_field(paragraph, fields[part])
        elif part:
            write(paragraph, part)
    for run in paragraph.runs:
        run.font.size = Pt(size)
    pages = OxmlElement("w:pgNumType")
    pages.set(qn("w:start"), "1")
    margins = section._sectPr.find(qn("w:pgMar"))
    margins.addnext(pages)


def repeat(row: Any) -> None:
    """Let a row of a table stand above it on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def describe(picture: Any, words: str) -> None:
    """Give a picture the words that a screen reader says for it."""
    picture._inline.docPr.set("descr", words)


def rule_below(paragraph: Paragraph) -> None:
    """Draw a line below `paragraph`."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    shape: Any = paragraph._p.get_or_add_pPr()
    shape.insert_element_before(borders, *_AFTER_BORDER)


def saved(document: Document) -> bytes:
    """Return `document` as a file whose bytes depend on nothing but what is in it."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _add(parent: Any, name: str, value: str) -> None:
    child = OxmlElement(name)
    child.set(qn("w:val"), value)
    parent.append(child)
