"""The forms of education during illness. None asks which illness it is."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.directory.models import Offer
from leerrecht.law.tables import waarde
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.sick import rules
from leerrecht.sick.domain.asking import Request
from leerrecht.sick.domain.running import HALF_DAYS, MOST_LESSONS, Start
from leerrecht.sick.models import Asker, Ground, Kind, Missed, Place, Refused, Stopped, Told, Ziekteonderwijs
from leerrecht.ui.forms import DateField

_DAYS = {"ma": _("maandag"), "di": _("dinsdag"), "wo": _("woensdag"), "do": _("donderdag"), "vr": _("vrijdag")}
_PARTS = {"vm": _("voormiddag"), "nm": _("namiddag")}
_CHOICES = [("", _("kies"))]


def half_day_words(key: str) -> str:
    day, part = key.split("-")
    return f"{_DAYS[day]} {_PARTS[part]}"


def _today(label: Any) -> DateField:
    return DateField(label=label, initial=timezone.localdate)


def _lessons(label: Any, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_LESSONS, required=required)


class TellForm(VerbForm):
    """The parents were told what there is."""

    on = _today(_("Wanneer?"))
    channel = forms.ChoiceField(label=_("Hoe?"), choices=Told.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("Aan wie?"), max_length=160, help_text=_("Dit is het bewijs dat de school de ouders inlichtte.")
    )


class AskForm(VerbForm):
    """What is asked; each kind asks what it needs."""

    asked_on = _today(_("Gevraagd op"))
    asked_by = forms.ChoiceField(label=_("Gevraagd door"), choices=Asker.choices, widget=forms.RadioSelect)
    agreed_on = DateField(
        label=_("De ouders gaan akkoord sinds"), required=False,
        help_text=_("Niet nodig als de ouders dit zelf vragen. Zonder hun akkoord kan het niet beginnen."),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Hoe lang ziek"), choices=Ground.choices, widget=forms.RadioSelect, initial=Ground.LONG,
        help_text=_("Welke ziekte het is, vraagt u niet en noteert u niet."),
    )  # fmt: skip
    wanted_from = DateField(label=_("Vanaf wanneer"))
    wanted_until = DateField(label=_("Tot en met wanneer"), required=False, help_text=_("Leeg: nog niet gekend."))
    specialist_on = DateField(
        label=_("Attest van de arts-specialist van"), required=False, help_text=_("Alleen bij een chronische ziekte.")
    )
    treatment_months = forms.IntegerField(
        label=_("Hoeveel maanden duurt de behandeling"), required=False, min_value=1, max_value=240
    )
    expected = forms.IntegerField(
        label=_("Hoe lang verwacht u dit te gebruiken"), required=False, min_value=1, max_value=999
    )
    distance_km = forms.DecimalField(
        label=_("Afstand van de school tot waar de leerling verblijft (km)"), required=False, min_value=0,
        max_value=999, decimal_places=1,
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Waar zijn de lessen"), choices=Place.choices, widget=forms.RadioSelect, initial=Place.HOME
    )
    place_agreed_on = DateField(
        label=_("De ouders en de school spraken les op school af op"), required=False,
        help_text=_("Alleen bij een chronische ziekte, buiten de schooluren en niet over de middag."),
    )  # fmt: skip
    in_k_service = forms.BooleanField(label=_("Het is een K-dienst, geen ziekenhuisschool"), required=False)
    body = forms.CharField(label=_("Wie dit doet"), max_length=160, required=False)
    offer_id = forms.ChoiceField(label=_("Uit het aanbod van de streek"), required=False)
    goes_on_from_id = forms.ChoiceField(
        label=_("Gaat verder op een vorige periode"), required=False,
        help_text=_("Bij herval binnen de termijn is er geen nieuwe aanvraag van de ouders nodig."),
    )  # fmt: skip

    _OF = {
        Kind.TOAH: {
            "ground", "specialist_on", "treatment_months", "distance_km", "place", "place_agreed_on", "goes_on_from_id",
        },
        Kind.SIO: {"ground", "expected", "body", "offer_id"},
        Kind.VOLUNTEERS: {"body", "offer_id"},
        Kind.TYPE5: {"in_k_service", "body", "offer_id"},
        Kind.POAH: {"distance_km"},
    }  # fmt: skip
    _ALWAYS = frozenset({"asked_on", "asked_by", "agreed_on", "wanted_from", "wanted_until"})

    def __init__(
        self, *args: Any, kind: Kind, offers: Iterable[Offer], earlier: Iterable[Ziekteonderwijs], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        fields: Any = self.fields
        fields["offer_id"].choices = [*_CHOICES, *((str(one.pk), str(one)) for one in offers)]
        fields["goes_on_from_id"].choices = [
            ("", _("nee, dit is een eerste aanvraag")),
            *(
                (str(one.pk), _("ja, op die tot en met %(day)s") % {"day": f"{one.ended_on:%d/%m/%Y}"})
                for one in earlier
            ),
        ]
        fields["expected"].help_text = _(
            "Langdurig ziek: in weken, Bednet vraagt er %(weeks)d. Chronisch ziek: in halve lesdagen, %(days)d."
        ) % {"weeks": waarde("sio.weken"), "days": waarde("sio.halve_dagen")}
        if kind == Kind.TYPE5:
            fields["body"].required = True
        for name in set(fields) - self._OF[kind] - self._ALWAYS:
            del fields[name]
        if len(fields["goes_on_from_id"].choices if "goes_on_from_id" in fields else ()) == 1:
            del fields["goes_on_from_id"]
        if len(fields["offer_id"].choices if "offer_id" in fields else ()) == 1:
            del fields["offer_id"]

    def request(self) -> Request:
        data = {key: value for key, value in self.cleaned_data.items() if value not in ("", None)}
        return Request(kind=self.kind, **data)


class GrantForm(VerbForm):
    on = _today(_("Toegekend op"))
    body = forms.CharField(label=_("Wie dit doet"), max_length=160, required=False)


class RefuseForm(VerbForm):
    on = _today(_("Sinds"))
    why_refused = forms.ChoiceField(label=_("Waarom"), choices=Refused.choices, widget=forms.RadioSelect)


class CompleteForm(VerbForm):
    """What was still missing; a medical certificate that is registered meanwhile, is found by itself."""

    agreed_on = DateField(label=_("De ouders gaan akkoord sinds"), required=False)
    specialist_on = DateField(label=_("Attest van de arts-specialist van"), required=False)


class TeacherForm(VerbForm):
    on = _today(_("Gevonden op"))
    teacher = forms.CharField(label=_("Wie geeft les"), max_length=160)


class BeginForm(VerbForm):
    """How it begins."""

    since = _today(_("Eerste dag"))
    until = DateField(label=_("Laatste dag"), required=False, help_text=_("Leeg: nog niet gekend."))
    hours_a_week = _lessons(_("Lestijden per week"), required=False)
    at_school = forms.MultipleChoiceField(
        label=_("Wanneer de leerling daarnaast naar school komt"), required=False,
        choices=[(key, half_day_words(key)) for key in HALF_DAYS], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    goal = forms.CharField(
        label=_("Hoe komt de leerling terug naar school?"), max_length=300, required=False,
        help_text=_("In enkele woorden, zonder gezondheid of thuis. School en CLB lezen dit in de casus."),
    )  # fmt: skip
    review_on = DateField(label=_("Opnieuw bekijken op"), required=False)

    def __init__(self, *args: Any, sick: Ziekteonderwijs, right: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", sick.wanted_until)
        if sick.kind not in rules.TAUGHT:
            del self.fields["hours_a_week"]
        elif right is not None:
            self.initial.setdefault("hours_a_week", right)
            self.fields["hours_a_week"].help_text = _("Het recht is %(n)d per week.") % {"n": right}
        if sick.kind == Kind.TYPE5:
            del self.fields["at_school"]

    def start(self) -> Start:
        data = self.cleaned_data
        return Start(
            since=data["since"], until=data["until"], hours_a_week=data.get("hours_a_week"), goal=data["goal"],
            review_on=data["review_on"], at_school=tuple(data.get("at_school", ())),
        )  # fmt: skip


class WeekForm(VerbForm):
    day = _today(_("Een dag in die week"))
    planned = _lessons(_("Gepland, in lestijden"))
    given = _lessons(_("Gegeven, in lestijden"), required=False)
    missed = forms.ChoiceField(
        label=_("Waarom minder dan gepland"), required=False, choices=[*_CHOICES, *Missed.choices]
    )


class ReportForm(VerbForm):
    on = _today(_("Gemeld op"))


class ExtendForm(VerbForm):
    since = DateField(label=_("Verlengd vanaf"))
    until = DateField(label=_("Tot en met"))


class StopForm(VerbForm):
    on = _today(_("Laatste dag"))
    how = forms.ChoiceField(
        label=_("Hoe"), widget=forms.RadioSelect,
        choices=[(value, label) for value, label in Stopped.choices if value != Stopped.TWICE],
    )  # fmt: skip


class StepForm(VerbForm):
    key = forms.ChoiceField(label=_("Stap"), widget=forms.RadioSelect)
    on = _today(_("Op"))

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["key"]
        field.choices = list(rules.STEPS[kind].items())


class ListFilter(forms.Form):
    is_filter = True
    alarm = forms.BooleanField(label=_("Alleen wie iets nodig heeft"), required=False)
