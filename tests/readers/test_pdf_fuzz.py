"""Damaged PDF files: every one is read as far as it goes, or refused in words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.errors import SourceError
from quiz.readers.draft import Draft
from quiz.readers.pdf import parse
from tests.readers.pdf_files import column, document, pages, stream, written

SAMPLES = Path(__file__).parent / "samples"
TIDE = "The tide came in and went out again, and the town slept until the bells rang."
SMALL = document(
    column(50, 780, ["The mill turns again"], 20, font="bold") + column(50, 740, [TIDE] * 20),
    column(50, 780, [TIDE] * 10) + column(320, 780, [TIDE[:40]] * 10, font="italic"),
)
TURNED = pages([stream(written(column(50, 780, [TIDE] * 12)))], more=b"/Rotate 90")
SEEDS = (SMALL, TURNED)
_WORDS = (b"endobj", b"stream", b"/Length", b"/Kids", b"/Type", b"obj", b"R", b"<<", b">>", b"Tf",
          b"xref", b"trailer", b"/Filter /FlateDecode", b"/Contents", b"Td", b"Tj", b"BT", b"ET",
          b"(", b")", b"[", b"]", b"0", b"-1", b"65536", b"99999999999",
          b"1e38", b"/Font")  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[bytes, ...] = SEEDS) -> bytes:
    """Return one of `seeds` changed: bytes, words of the format, pieces cut or doubled."""
    payload = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(payload) - 1)))
        end = min(len(payload), at + draw(st.sampled_from([0, 1, 1, 2, 4, 40, 400, 4000])))
        other = draw(
            st.binary(max_size=6)
            | st.sampled_from(_WORDS)
            | st.just(payload[at:end] * 2)
            | st.just(b"")
        )
        payload = payload[:at] + other + payload[end:]
    return payload


def outcome(payload: bytes) -> Draft | str:
    """Return what is read in `payload`, or the sentence of its refusal."""
    try:
        return parse(payload, "a.pdf")
    except SourceError as refusal:
        return str(refusal)


def check(payload: bytes) -> None:
    """Read `payload` in this process: nothing but a draft or a refusal may come of it."""
    read = outcome(payload)
    if isinstance(read, str):
        assert "a.pdf" in read
        assert read.endswith(".")
    else:
        assert read.model_dump_json()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
@example(SMALL)
def test_a_mutated_file_is_read_or_refused(payload: bytes) -> None:
    check(payload)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_are_refused(payload: bytes) -> None:
    check(b"%PDF-1.7\n" + payload)


@pytest.mark.parametrize("name", ["pdf_typst_3", "pdf_chromium", "pdf_writer_columns"])
def test_a_file_cut_at_every_hundredth(name: str) -> None:
    payload = (SAMPLES / f"{name}.pdf").read_bytes()
    whole = parse(payload, "a.pdf")
    texts = {piece.text for piece in whole.pieces}
    for hundredth in range(100):
        read = outcome(payload[: max(9, len(payload) * hundredth // 100)])
        if isinstance(read, str):
            assert "a.pdf" in read
        else:
            assert any("cut short" in note for note in read.notes)
            assert len({piece.text for piece in read.pieces} & texts) > 0.5 * len(read.pieces)
