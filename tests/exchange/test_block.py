"""The block format: whatever is written is read back the same; whatever is odd comes out with a fault."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from leerrecht.exchange.domain.block import BlockLine, BlockMark, looks_like_block, read_blocks, write_blocks

LINES = st.builds(
    BlockLine,
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    moment=st.integers(1, 12),
    code=st.sampled_from("BDLRZ-"),
    number=st.integers(0, 9_999_999_999).map(lambda number: f"{number:010d}"),
)


@given(st.sets(LINES, max_size=40))
def test_marks_written_are_read_back_the_same(lines):
    text = "".join(write_blocks(lines))
    read = [BlockLine(mark.day, mark.moment, mark.code, mark.number) for mark in read_blocks(text.splitlines())]
    assert read == sorted(lines)


@given(st.text(alphabet="0123456789TBDLRZ-x \n\r", max_size=300))
def test_every_pupil_line_comes_out_whatever_the_text(text):
    lines = text.splitlines()
    marks = list(read_blocks(lines))
    assert sum(line.strip().isdecimal() for line in lines) == sum(mark.number != "" for mark in marks)


def test_block_without_code_line_is_unknown():
    assert list(read_blocks(["010926T1", "0000000001"])) == [
        BlockMark(2, date(2026, 9, 1), 1, "-", "0000000001", "", "010926T1")
    ]


def test_code_holds_for_its_own_block_only():
    lines = ["010926T1", "B", "0000000001", "010926T6", "0000000001"]
    assert [(mark.moment, mark.code) for mark in read_blocks(lines)] == [(1, "B"), (6, "-")]


def test_impossible_date_spoils_its_own_block_only():
    lines = ["310226T1", "B", "0000000001", "020926T1", "0000000001"]
    assert [(mark.day, mark.fault) for mark in read_blocks(lines)] == [(None, "datum"), (date(2026, 9, 2), "")]


def test_broken_heading_never_lends_its_pupils_to_the_block_before():
    lines = ["010926T1", "B", "0000000001", "2-9-26T1", "0000000002"]
    assert [(mark.number, mark.day, mark.fault) for mark in read_blocks(lines)] == [
        ("0000000001", date(2026, 9, 1), ""),
        ("0000000002", None, "datum"),
    ]


def test_short_number_and_loose_words_come_out_with_a_fault():
    lines = ["010926T1", "Z", "12345", "hallo"]
    assert [(mark.number, mark.fault, mark.text) for mark in read_blocks(lines)] == [
        ("12345", "nummer", "010926T1"),
        ("", "regel", "hallo"),
    ]


def test_written_text_has_one_heading_for_a_block_and_windows_lines():
    day = date(2026, 9, 1)
    lines = [
        BlockLine(day, 1, "Z", "0000000002"),
        BlockLine(day, 1, "Z", "0000000001"),
        BlockLine(day, 6, "-", "0000000001"),
    ]
    assert "".join(write_blocks(lines)) == "010926T1\r\nZ\r\n0000000001\r\n0000000002\r\n010926T6\r\n0000000001\r\n"


def test_block_is_recognised_by_its_first_line():
    assert [looks_like_block(line) for line in ("010926T1\r\n", "Leerlingnummer;Datum", "0000000001")] == [
        True, False, False,
    ]  # fmt: skip
