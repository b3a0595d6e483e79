"""The buttons of a register: every mark for every pupil, written in one go since a page holds hundreds."""

from collections.abc import Container
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from leerrecht.attendance.domain.entries import PRESENT
from leerrecht.attendance.domain.queries.registers import Row
from leerrecht.ui.codes import code_of


def choices_of(row: Row, *, letters: Container[str], taken: bool) -> SafeString:
    """The radio buttons of one pupil.

    ``letters`` may be set on this half-day; what stands there already can always be kept. ``taken``: whoever has no
    mark was seen to be present.
    """
    mark = row.cell.mark
    present = row.present or (taken and not mark)
    buttons = [_button(PRESENT, _("aanwezig"), row.pupil_id, chosen=present)]
    buttons += [
        _button(choice.letter, choice.label, row.pupil_id, chosen=choice.letter == mark)
        for choice in row.choices
        if choice.letter in letters or choice.letter == mark
    ]
    if row.foreign:
        buttons.append(_button(mark, str(code_of(mark).meaning), row.pupil_id, chosen=True))
    return mark_safe("".join(buttons))  # noqa: S308 - each piece was escaped by format_html


def _button(letter: str, label: str, pupil: int, *, chosen: bool) -> str:
    head, middle, tail = _face(letter, label)
    return f"{head}{pupil}{middle}{' checked' if chosen else ''}{tail}"


@lru_cache(maxsize=256)
def _face(letter: str, label: str) -> tuple[str, str, str]:
    """What a button says around the pupil's number and around whether it is chosen."""
    if letter == PRESENT:
        shown, css, spoken = "✓", "code-present", label
    else:
        look = code_of(letter)
        shown, css, spoken = look.letter, look.css, f"{letter}, {label}"
    head = format_html('<label class="register-choice" title="{}"><input type="radio" name="mark-', label)
    middle = format_html('" value="{}"', letter)
    tail = format_html(
        '><span class="code {}" aria-hidden="true">{}</span><span class="visually-hidden">{}</span></label>',
        css, shown, spoken,
    )  # fmt: skip
    return head, middle, tail
