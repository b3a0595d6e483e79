"""The worklists as tables."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from leerrecht.ui.tables import NumberColumn, Table

PARTS = {"vm": _("voormiddag"), "nm": _("namiddag")}


_BOX = '<input type="checkbox" name="{}" value="{}" aria-label="{}">'
_CHOSEN_BOX = '<input type="checkbox" name="{}" value="{}" aria-label="{}" checked>'


class ChoiceColumn(django_tables2.Column):
    """A box to choose a row; ``field`` is its name in the form around the table, ``table.chosen`` what was chosen."""

    def __init__(self, field: str, **kwargs: Any) -> None:
        self.field = field
        super().__init__(verbose_name=_("Kies"), orderable=False, empty_values=(), **kwargs)

    def render(self, value: Any, record: Any, table: Table) -> str:
        box = _CHOSEN_BOX if str(value) in getattr(table, "chosen", ()) else _BOX
        return format_html(box, self.field, value, _choose(record))


class LetterColumn(django_tables2.Column):
    """The way to the letter that fits the row, for the one pupil."""

    def __init__(self, template: str, **kwargs: Any) -> None:
        self.template = template
        super().__init__(verbose_name=_("Brief"), accessor="pupil_id", orderable=False, **kwargs)

    def render(self, value: Any, record: Any) -> str:
        query = urlencode({"sjabloon": self.template, "school": record.school_id, "leerling": value})
        label = _("Brief over %(name)s maken") % {"name": record.name}
        return format_html('<a href="{}?{}" aria-label="{}">{}</a>', reverse("letter-new"), query, label, _("Brief"))


def _choose(record: Any) -> str:
    since = getattr(record, "first", None) or record.first_day
    return _("Kies %(name)s, %(day)s") % {"name": record.name, "day": f"{since:%d/%m/%Y}"}


class OpenClassTable(Table):
    caption = _("Klassen met registers die nog niet genomen zijn")
    class_name = django_tables2.Column(
        verbose_name=_("Klas"),
        linkify=lambda record: f"?klas={record.class_group_id}",
    )
    school = django_tables2.Column(verbose_name=_("School"))
    today = NumberColumn(verbose_name=_("Vandaag"))
    before = NumberColumn(verbose_name=_("Van vroeger"))
    oldest = django_tables2.DateColumn(verbose_name=_("Oudste"), format="D d/m/Y")


class OpenRegisterTable(Table):
    caption = _("Registers die nog niet genomen zijn")
    date = django_tables2.DateColumn(
        verbose_name=_("Datum"),
        format="D d/m/Y",
        linkify=("register", (django_tables2.A("class_group_id"), django_tables2.A("date"), django_tables2.A("part"))),
    )
    part = django_tables2.Column(verbose_name=_("Dagdeel"))
    class_name = django_tables2.Column(verbose_name=_("Klas"))
    school = django_tables2.Column(verbose_name=_("School"))
    age = NumberColumn(verbose_name=_("Dagen geleden"))

    def render_part(self, value: str) -> Any:
        return PARTS[value]


class _PeriodTable(Table):
    name = django_tables2.Column(
        verbose_name=_("Leerling"), order_by="sort_key", linkify=("pupil", (django_tables2.A("pupil_id"),))
    )
    class_name = django_tables2.Column(verbose_name=_("Klas"))
    school = django_tables2.Column(verbose_name=_("School"))
    first = django_tables2.Column(verbose_name=_("Wanneer"))
    half_days = NumberColumn(verbose_name=_("Halve dagen"))

    def render_first(self, record: Any) -> str:
        return period_text(record)


class UnknownTable(_PeriodTable):
    caption = _("Afwezigheden zonder reden")
    key = ChoiceColumn("keys")
    age = NumberColumn(verbose_name=_("Dagen oud"))
    last = django_tables2.Column(verbose_name=_("Attest"), orderable=False)
    letter = LetterColumn("afwezig-zonder-reden")

    class Meta(Table.Meta):
        sequence = ("key", "name", "class_name", "school", "first", "half_days", "age", "last", "letter")

    def render_last(self, record: Any) -> str:
        """The way to the form for a certificate, with the days of the absence filled in."""
        url = reverse("certificate-new", args=[record.pupil_id])
        days = urlencode({"van": record.first.isoformat(), "tot": record.last.isoformat()})
        label = _("Attest van %(name)s toevoegen") % {"name": record.name}
        return format_html('<a href="{}?{}" aria-label="{}">{}</a>', url, days, label, _("Attest toevoegen"))


class WaitingPTable(_PeriodTable):
    caption = _("Afwezigheden met code P die op de directeur wachten")
    key = ChoiceColumn("keys")
    ground = django_tables2.Column(verbose_name=_("Grond"))
    entered_at = django_tables2.DateTimeColumn(verbose_name=_("Gevraagd op"), format="d/m/Y")

    class Meta(Table.Meta):
        sequence = ("key", "name", "class_name", "school", "first", "half_days", "ground", "entered_at")

    def render_ground(self, value: str) -> str:
        from leerrecht.attendance.domain.queries.marks import ground_label

        return ground_label(value)


class NoteTable(Table):
    caption = _("Ouderbriefjes waarvoor een brief past")
    certificate_id = ChoiceColumn("certificates")
    name = django_tables2.Column(
        verbose_name=_("Leerling"), order_by="sort_key", linkify=("pupil", (django_tables2.A("pupil_id"),))
    )
    class_name = django_tables2.Column(verbose_name=_("Klas"))
    school = django_tables2.Column(verbose_name=_("School"))
    first_day = django_tables2.DateColumn(
        verbose_name=_("Briefje vanaf"),
        format="D d/m/Y",
        linkify=("certificate", (django_tables2.A("certificate_id"),)),
    )
    number = NumberColumn(verbose_name=_("Hoeveelste"))
    days = NumberColumn(verbose_name=_("Kalenderdagen"))
    why = django_tables2.Column(verbose_name=_("Waarom"), empty_values=(), orderable=False)
    letter_on = django_tables2.DateColumn(verbose_name=_("Brief verstuurd"), format="d/m/Y")
    letter = LetterColumn("vierde-briefje")

    def render_why(self, record: Any) -> str:
        reasons: list[Any] = []
        if record.too_long:
            reasons.append(_("te lang voor een briefje"))
        if record.too_many:
            reasons.append(_("meer dan toegelaten"))
        return "; ".join(str(reason) for reason in reasons or [_("het laatste dat telt")])


def period_text(record: Any) -> str:
    """From when to when an absence lasts, in words, with its half-days where it is not a whole day."""
    first, last = f"{record.first:%d/%m/%Y}", f"{record.last:%d/%m/%Y}"
    if record.first == record.last:
        if record.first_part == record.last_part:
            return f"{first}, {PARTS[record.first_part]}"
        return first
    begin = f"{first} ({PARTS['nm']})" if record.first_part == "nm" else first
    # On Wednesday the forenoon is the whole day.
    half = record.last_part == "vm" and record.last.weekday() != WEDNESDAY
    return f"{begin} – {last} ({PARTS['vm']})" if half else f"{begin} – {last}"


WEDNESDAY = 2
