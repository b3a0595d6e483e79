"""Forms of a case and of what lies in it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.cases.domain.tables import When
from leerrecht.cases.kinds import PLACES, Closed, Ended, Party, TrackKind
from leerrecht.cases.models import (
    Decision,
    Destination,
    Invitation,
    Mediated,
    Motive,
    TableKind,
    Taken,
    There,
    Threat,
    Track,
    Verdict,
    View,
)
from leerrecht.cases.models.table import Answer
from leerrecht.guidance.domain.plans import SLOT_KEYS
from leerrecht.law.begeleiding import slot_in_woorden
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import StaffField, VerbForm
from leerrecht.organisations.models import Membership, OrganisationKind
from leerrecht.ui.forms import DateField

NONE = ("", "–")


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class HouseForm(VerbForm):
    """A form in which one of the houses of the case is chosen."""

    def __init__(self, *args: Any, houses: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        empty = [] if field.required else [NONE]
        field.choices = [*empty, *sorted(houses.items(), key=lambda pair: pair[1])]


def _house(**kwargs: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(coerce=int, empty_value=None, **kwargs)


class TrackForm(HouseForm):
    kind = forms.ChoiceField(label=_("Welk traject"), choices=TrackKind.choices)
    organisation = _house(label=_("Wie voert het uit"), required=False)
    body = forms.CharField(
        label=_("Of een andere dienst"), max_length=160, required=False, help_text=_("Als die hier niet werkt.")
    )
    since = DateField(
        label=_("Begint op"), required=False, help_text=_("Leeg: het is gevraagd, en nog niet begonnen.")
    )  # fmt: skip
    hours_a_week = forms.DecimalField(label=_("Uren per week"), max_digits=4, decimal_places=1, required=False)
    goal = forms.CharField(
        label=_("Doel, ook voor de weg terug naar school"), max_length=300, required=False, widget=_area(2)
    )  # fmt: skip
    review_on = DateField(
        label=_("Opnieuw bekijken op"), required=False,
        help_text=_("Leeg: het systeem kiest een dag. Komt vanzelf terug."),
    )  # fmt: skip
    bridges = forms.ModelChoiceField(
        Track.objects.none(), label=_("Overbrugt het wachten op"), required=False, empty_label="–"
    )
    secret = forms.BooleanField(label=_("Alleen voor het CLB"), required=False)

    def __init__(self, *args: Any, waiting: Any, centre: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bridges: Any = self.fields["bridges"]
        bridges.queryset = waiting
        if not centre:
            del self.fields["secret"]


class ChairForm(HouseForm):
    party = forms.ChoiceField(label=_("Voor wie is de stoel"), choices=Party.choices)
    function = forms.CharField(label=_("Wat doet die persoon"), max_length=120)
    name = forms.CharField(label=_("Naam, als u die al weet"), max_length=160, required=False)
    organisation = _house(label=_("Van welke organisatie"), required=False)


class TakeUpForm(VerbForm):
    name = forms.CharField(label=_("Wie neemt dit op"), max_length=160)
    on = DateField(label=_("Sinds"), initial=timezone.localdate)


class TaskForm(HouseForm):
    what = forms.CharField(label=_("Wat"), max_length=200)
    organisation = _house(label=_("Wie doet dit"))
    who = forms.CharField(label=_("Naam, als u die weet"), max_length=160, required=False)
    due_on = DateField(label=_("Tegen"))


class TableForm(VerbForm):
    kind = forms.ChoiceField(label=_("Welk overleg"), choices=TableKind.choices)
    on = DateField(label=_("Dag"))
    starts_at = forms.TimeField(label=_("Uur"), widget=forms.TimeInput({"type": "time"}))
    place = forms.CharField(label=_("Waar"), max_length=120)
    question = forms.CharField(label=_("Welke vraag ligt op tafel"), max_length=300, required=False, widget=_area(2))

    def values(self) -> dict[str, Any]:
        kept = self.cleaned_data
        when = When(kept["on"], kept["starts_at"], kept["place"])
        return {"kind": kept["kind"], "when": when, "question": kept["question"]}


class LeadForm(VerbForm):
    user = StaffField(label=_("Wie leidt de casus"), empty_label="–")

    def __init__(self, *args: Any, staff: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        field: Any = self.fields["user"]
        field.among(staff)

    def values(self) -> dict[str, Any]:
        user = self.cleaned_data["user"]
        return {"user": user, "organisation": self.staff[user.pk]}


class CloseForm(VerbForm):
    on = DateField(label=_("Laatste dag"), initial=timezone.localdate)
    why_closed = forms.ChoiceField(label=_("Waarom"), choices=Closed.choices, widget=forms.RadioSelect)


class SummaryForm(VerbForm):
    text = forms.CharField(
        label=_("Het verhaal, één keer verteld"), max_length=LONGEST, widget=_area(8),
        help_text=_("Wat moet iedereen weten, wat helpt, wat wil de leerling? In de woorden van de leerling."),
    )  # fmt: skip
    with_pupil = forms.BooleanField(label=_("Samen met de leerling geschreven"), required=False)


class ConfirmForm(VerbForm):
    party = forms.ChoiceField(label=_("Voor wie"), choices=Party.choices)
    name = forms.CharField(label=_("Naam"), max_length=160)


class PartnerForm(VerbForm):
    """A partner by the name with which it signs in: its house follows from that."""

    user = forms.CharField(label=_("Gebruikersnaam van de partner"), max_length=60)
    kind = forms.ChoiceField(label=_("Welk traject"), choices=TrackKind.choices, initial=TrackKind.NAFT)
    since = DateField(label=_("Vanaf"), initial=timezone.localdate)
    last = DateField(label=_("Tot en met"), help_text=_("Daarna ziet de partner niets meer."))
    hours_a_week = forms.DecimalField(label=_("Uren per week"), max_digits=4, decimal_places=1, required=False)
    question = forms.CharField(
        label=_("Wat vraagt u aan de partner?"), max_length=LONGEST, widget=_area(4),
        help_text=_("De partner leest dit, en niets anders van de casus."),
    )  # fmt: skip
    with_story = forms.BooleanField(label=_("Het verhaal van de leerling gaat mee"), required=False)
    story = forms.CharField(
        label=_("Wat er van het verhaal meegaat"), max_length=LONGEST, widget=_area(4), required=False,
        help_text=_("Leeg: de samenvatting zoals ze is. Alleen met toestemming."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seat = Membership.objects.filter(
            user__username__iexact=cleaned.get("user", ""), user__is_active=True,
            organisation__kind=OrganisationKind.PARTNER, period__contains=timezone.localdate(),
        ).select_related("user", "organisation")  # fmt: skip
        self.seat = seat.first()
        if cleaned.get("user") and self.seat is None:
            self.add_error("user", _("Bij geen enkele partner werkt vandaag iemand met deze gebruikersnaam."))
        return cleaned

    def values(self) -> dict[str, Any]:
        names = ("kind", "since", "last", "hours_a_week", "question", "with_story", "story")
        values = {name: self.cleaned_data[name] for name in names}
        seat: Any = self.seat
        return values | {"organisation": seat.organisation, "users": [seat.user]}


class ReleaseForm(VerbForm):
    text = forms.CharField(
        label=_("Wat mag de school weten?"), max_length=LONGEST, widget=_area(5),
        help_text=_("In uw woorden. De dagen aanwezigheid gaan mee als aantal."),
    )  # fmt: skip


class MediationForm(VerbForm):
    threat = forms.ChoiceField(label=_("Wat dreigt er"), choices=Threat.choices, widget=forms.RadioSelect)
    mediator = forms.CharField(
        label=_("Wie bemiddelt"), max_length=160, help_text=_("Iemand die neutraal is en niet betrokken.")
    )  # fmt: skip


class MediatedForm(VerbForm):
    taken = forms.ChoiceField(
        label=_("Antwoord"), choices=[(key, words) for key, words in Taken.choices if key], required=False
    )  # fmt: skip
    result = forms.ChoiceField(label=_("Hoe het afliep"), choices=[NONE, *Mediated.choices], required=False)


class BeginForm(VerbForm):
    on = DateField(label=_("Begint op"), initial=timezone.localdate)
    review_on = DateField(label=_("Opnieuw bekijken op"), required=False)


class TrackTakeUpForm(VerbForm):
    on = DateField(label=_("Opgenomen op"), initial=timezone.localdate)
    lead = forms.CharField(label=_("Door wie"), max_length=160, required=False)
    expected_on = DateField(label=_("Plaats verwacht op"), required=False)


class EndForm(VerbForm):
    on = DateField(label=_("Laatste dag"), initial=timezone.localdate)
    how = forms.ChoiceField(label=_("Hoe eindigt het"), choices=Ended.choices)
    output = forms.CharField(label=_("Wat het opleverde"), max_length=300, required=False, widget=_area(2))


class ReviewForm(VerbForm):
    on = DateField(label=_("Besproken op"), initial=timezone.localdate)
    verdict = forms.ChoiceField(label=_("Besluit"), choices=Verdict.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Wat lukt, wat niet?"), max_length=LONGEST, widget=_area(4), required=False)
    next_on = DateField(label=_("Volgende keer"), required=False, help_text=_("Leeg: het systeem kiest een dag."))


class PatternForm(VerbForm):
    """Where the pupil is on each half-day of the week."""

    first = DateField(label=_("Vanaf"), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, slot in SLOT_KEYS.items():
            label = slot_in_woorden(slot)
            self.fields[f"waar_{key}"] = forms.ChoiceField(label=label, choices=[NONE, *PLACES.items()], required=False)
            self.fields[f"wat_{key}"] = forms.CharField(
                label=_("%(when)s: wat of bij wie") % {"when": label}, max_length=80, required=False
            )

    def values(self) -> dict[str, Any]:
        kept = self.cleaned_data
        return {
            "first": kept["first"],
            "half_days": {key: kept[f"waar_{key}"] for key in SLOT_KEYS},
            "words": {key: kept[f"wat_{key}"] for key in SLOT_KEYS},
        }


class WorkplaceForm(VerbForm):
    on = DateField(label=_("Bezocht op"), initial=timezone.localdate)
    level = forms.BooleanField(label=_("De taken passen bij wat de leerling leert"), required=False)
    hours = forms.BooleanField(label=_("De uren worden gerespecteerd"), required=False)
    agreement = forms.BooleanField(label=_("Er is een overeenkomst, betaald waar dat moet"), required=False)
    mentor = forms.BooleanField(label=_("Er is een mentor die tijd heeft"), required=False)
    next_step = forms.ChoiceField(
        label=_("Wat nu"), widget=forms.RadioSelect,
        choices=[
            ("verder", _("verder zo")), ("gesprek", _("gesprek met de werkgever")), ("stopt", _("deze werkplek stopt")),
        ],
    )  # fmt: skip


class DischargeForm(VerbForm):
    on = DateField(label=_("Ontslag op"))
    next_place = forms.CharField(
        label=_("Waar gaat de leerling daarna naartoe?"), max_length=160, required=False,
        help_text=_("Leeg: er is nog geen plaats. Dan blijft dit bovenaan staan."),
    )  # fmt: skip


class InviteForm(HouseForm):
    party = forms.ChoiceField(label=_("Voor wie"), choices=Party.choices)
    name = forms.CharField(label=_("Naam"), max_length=160)
    organisation = _house(label=_("Van welke organisatie"), required=False)


class ProposeForm(HouseForm):
    what = forms.CharField(label=_("Wat stellen we voor"), max_length=300, widget=_area(2))
    organisation = _house(label=_("Wie doet dit"), required=False, help_text=_("Dan wordt het ook een taak."))
    due_on = DateField(label=_("Tegen"), required=False)


class PositionForm(VerbForm):
    invitation = forms.ModelChoiceField(Invitation.objects.none(), label=_("Wie"), empty_label="–")
    decision = forms.ModelChoiceField(Decision.objects.none(), label=_("Over welk voorstel"), empty_label="–")
    view = forms.ChoiceField(label=_("Standpunt"), choices=View.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In eigen woorden"), max_length=300, required=False, widget=_area(2))

    def __init__(self, *args: Any, invitations: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["invitation"]
        who.queryset, who.label_from_instance = invitations, lambda one: one.name
        what: Any = self.fields["decision"]
        what.queryset, what.label_from_instance = decisions, lambda one: f"{one.order}. {one.what}"


class ReportForm(VerbForm):
    text = forms.CharField(label=_("Kort verslag"), max_length=LONGEST, widget=_area(5))


class AnswerForm(VerbForm):
    answer = forms.ChoiceField(
        label=_("Komt u?"), choices=[(key, words) for key, words in Answer.choices if key], widget=forms.RadioSelect
    )  # fmt: skip


class ProgressForm(VerbForm):
    on = DateField(label=_("Dag"), initial=timezone.localdate)
    text = forms.CharField(
        label=_("Hoe gaat het?"), max_length=LONGEST, widget=_area(4),
        help_text=_("Alleen u en het CLB lezen dit. De school niet."),
    )  # fmt: skip


class PresenceForm(VerbForm):
    on = DateField(label=_("Dag"), initial=timezone.localdate)
    there = forms.ChoiceField(label=_("Was de leerling er?"), choices=There.choices, widget=forms.RadioSelect)


class ExitForm(VerbForm):
    left_on = DateField(label=_("Laatste dag op school"))
    motive = forms.ChoiceField(label=_("Waarom"), choices=Motive.choices)
    motive_by = forms.ChoiceField(
        label=_("Van wie weet u dat"),
        choices=[("leerling", _("de leerling")), ("ouders", _("de ouders")), ("school", _("de school"))],
    )
    destination = forms.ChoiceField(label=_("Waarheen"), choices=Destination.choices)
    talked = forms.BooleanField(label=_("Er was een afrondend gesprek"), required=False)
    handed_over = forms.CharField(
        label=_("Warm overgedragen aan"), max_length=160, required=False, help_text=_("Bijvoorbeeld VDAB of OCMW.")
    )  # fmt: skip


class ExitLookForm(VerbForm):
    destination = forms.ChoiceField(label=_("Waar is de jongere nu"), choices=Destination.choices)
