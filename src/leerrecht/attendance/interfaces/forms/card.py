"""The form on the card of a half-day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.domain.cards import LONGEST_NOTE, Card
from leerrecht.attendance.domain.entries import KNOWN_AHEAD, PRESENT, Entry
from leerrecht.attendance.domain.queries.cards import HalfDayCard
from leerrecht.attendance.domain.queries.registers import label
from leerrecht.attendance.interfaces.forms.register import LARGEST_VERSION, MOST_MINUTES
from leerrecht.attendance.models import Mark


class CardForm(forms.Form):
    """Mark and ground in one choice, as the worklist has it; own code, minutes and note beside it."""

    reason = forms.ChoiceField(label=_("Wat er staat"))
    minutes = forms.IntegerField(
        label=_("Minuten te laat"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    sub_code = forms.ChoiceField(label=_("Eigen code van de school"), required=False)
    note = forms.CharField(
        label=_("Opmerking"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Wie het register van deze klas ziet, leest dit mee. Geen diagnose: die hoort niet in het register."
        ),
    )
    seen = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, card: HalfDayCard, ahead: bool) -> None:
        cell = card.row.cell
        ground = cell.ground if card.may_refine else ""
        now = cell.mark or PRESENT
        initial = {
            "reason": f"{now}.{ground}" if ground else now,
            "minutes": cell.minutes,
            "sub_code": cell.sub_code_id or "",
            "note": card.note,
            "seen": cell.version,
        }
        super().__init__(data, initial=initial)
        self.card = card
        self.fields["reason"].choices = _choices(card, ahead)  # type: ignore[attr-defined]
        if ahead:
            del self.fields["minutes"]
        if card.sub_codes:
            own = [(found.pk, f"{found.code} · {found.name} {found.label}") for found in card.sub_codes]
            self.fields["sub_code"].choices = [("", _("geen")), *own]  # type: ignore[attr-defined]
        else:
            del self.fields["sub_code"]

    def entry(self) -> Entry:
        data = self.cleaned_data
        mark, ground = _split(data["reason"])
        return Entry(
            pupil_id=self.card.row.pupil_id,
            mark=mark,
            seen=data["seen"],
            minutes=data.get("minutes") if mark == Mark.LATE else None,
            ground=ground,
            sub_code_id=int(data["sub_code"]) if data.get("sub_code") else None,
        )

    def said(self) -> Card:
        return Card(self.card.row.pupil_id, self.card.may_refine, self.cleaned_data["note"])


def _split(reason: str) -> tuple[str, str]:
    """Mark and ground of a choice; a lone dot is the mark for present."""
    if reason == PRESENT:
        return PRESENT, ""
    mark, _dot, ground = reason.partition(".")
    return mark, ground


def _choices(card: HalfDayCard, ahead: bool) -> list[Any]:
    """Present first, then every mark that may be set, a mark with its grounds together."""
    now = card.row.cell.mark
    letters = [choice.letter for choice in card.row.choices if not ahead or choice.letter in KNOWN_AHEAD]
    if now and now not in letters:
        letters.append(now)
    known = {letter: card.grounds.get(letter, []) for letter in letters}
    # A ground of former years that can no longer be chosen stays with the half-day that has it.
    if card.may_refine and card.row.cell.ground and card.row.cell.ground not in dict(known.get(now, [])):
        known[now] = [*known.get(now, []), (card.row.cell.ground, card.row.cell.ground)]
    choices: list[Any] = [(PRESENT, label(PRESENT))]
    for letter, grounds in known.items():
        alone = (letter, f"{letter} · {label(letter)}")
        if grounds:
            choices.append(
                (f"{letter} · {label(letter)}", [(letter, _("%(mark)s, zonder grond") % {"mark": letter})]
                 + [(f"{letter}.{slug}", f"{letter} · {text}") for slug, text in grounds])
            )  # fmt: skip
        else:
            choices.append(alone)
    return choices
