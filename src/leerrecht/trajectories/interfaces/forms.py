"""Forms of the front door of a CLB and of what passes between school and CLB."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.guidance.models import Channel, Whom
from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.law.topics.aanmelding_clb import CRITERIA
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import School
from leerrecht.trajectories.domain.queries.queue import Filters
from leerrecht.trajectories.domain.reporting import Report
from leerrecht.trajectories.domain.steps import Step
from leerrecht.trajectories.domain.trajects import Course
from leerrecht.trajectories.models import About, Ending, Motive, Next, Reply, Source, State, StepKind, Traject, WhyNot
from leerrecht.ui.forms import DateField

People = list[tuple[int, str]]
_NONE = ("", "---------")
YES_NO = [("ja", _("ja")), ("nee", _("nee"))]


def _text(label: Any, *, rows: int = 4, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, widget=forms.Textarea({"rows": rows}), help_text=help_text
    )


def _who(form: forms.Form, name: str, people: People) -> None:
    field: Any = form.fields[name]
    field.choices = [_NONE, *people]


class QueueForm(forms.Form):
    """Narrows the queue; what is not understood narrows nothing."""

    is_filter = True

    school = forms.TypedChoiceField(label=_("School"), required=False, coerce=int, empty_value=None)
    stand = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("wacht op een antwoord")), *State.choices]
    )
    over = forms.ChoiceField(label=_("Waarover"), required=False, choices=[("", _("alles")), *About.choices])
    gemeld = forms.BooleanField(label=_("alleen wie een school meldde"), required=False)
    zoek = forms.CharField(label=_("Naam of nummer"), required=False, max_length=80)

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.choices = [("", _("alle scholen")), *((school.pk, school.name) for school in schools)]

    def chosen(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            school_id=data.get("school"), state=data.get("stand", ""), about=data.get("over", ""),
            reported=data.get("gemeld", False), search=data.get("zoek", ""),
        )  # fmt: skip


class AnswerForm(VerbForm):
    """What the CLB answers."""

    SEE, TAKE, WAIT, DECLINE = "gezien", "opnemen", "wachten", "niet"

    what = forms.ChoiceField(
        label=_("Wat het CLB doet"), widget=forms.RadioSelect,
        choices=[
            (TAKE, _("opnemen")), (WAIT, _("op de wachtlijst zetten")), (DECLINE, _("niet opnemen")),
            (SEE, _("gezien, een antwoord volgt")),
        ],
    )  # fmt: skip
    who = forms.TypedChoiceField(label=_("Opnemen: wie"), required=False, coerce=int, empty_value=None)
    by_when = DateField(label=_("Opnemen of wachten: tegen wanneer"), required=False)
    why_not = forms.ChoiceField(label=_("Niet opnemen: waarom"), required=False, choices=[_NONE, *WhyNot.choices])
    text = _text(
        _("Tekst voor de school"),
        help_text=_("School, leerling en ouders lezen dit. Niets uit het dossier van het CLB."),
    )

    def __init__(self, *args: Any, people: People, writes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _who(self, "who", people)
        if not people:
            del self.fields["who"]
            field: Any = self.fields["what"]
            field.choices = [choice for choice in field.choices if choice[0] != self.TAKE]
        if not writes:
            del self.fields["text"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("what") == self.TAKE and not data.get("who"):
            self.add_error("who", _("Kies wie dit opneemt."))
        if data.get("what") == self.WAIT and not data.get("by_when"):
            self.add_error("by_when", _("Zeg tegen wanneer de school iets hoort."))
        if data.get("what") == self.DECLINE and not data.get("why_not"):
            self.add_error("why_not", _("Kies waarom het CLB dit niet opneemt."))
        return data


class FeedbackForm(VerbForm):
    text = _text(
        _("Wat de school mag weten"),
        required=True,
        help_text=_("School, leerling en ouders lezen dit. Niets uit het dossier van het CLB."),
    )
    not_for_parents = forms.CharField(
        label=_("Niet voor de ouders, omdat"),
        max_length=300,
        required=False,
        help_text=_("Alleen als de leerling dat niet wil: schrijf de reden."),
    )


class ReportForm(VerbForm):
    """A school reports a pupil."""

    on = DateField(label=_("Gemeld op"))
    criteria = forms.MultipleChoiceField(
        label=_("Waarom nu"), choices=list(CRITERIA.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    parents_spoken = forms.ChoiceField(
        label=_("Spraken jullie al met de ouders?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=_("Bij een aanmelding ging de school eerst in gesprek met de ouders."),
    )
    text = _text(
        _("Toelichting"),
        help_text=_("Wat deed de school al, wat hielp en wat niet? Leerling en ouders lezen dit mee."),
    )
    not_for_parents = forms.CharField(
        label=_("Niet voor de ouders, omdat"),
        max_length=300,
        required=False,
        help_text=_("Alleen als de leerling dat niet wil: schrijf de reden."),
    )
    first = forms.BooleanField(label=_("Zet deze leerling bovenaan onze lijst"), required=False)

    def report(self) -> Report:
        data = self.cleaned_data
        return Report(
            on=data["on"], criteria=tuple(data["criteria"]), parents_spoken=data["parents_spoken"] == "ja",
            text=data["text"], not_for_parents=data["not_for_parents"], first=data["first"],
        )  # fmt: skip


class DiscreetForm(VerbForm):
    text = _text(
        _("Wat ziet u?"), required=True, help_text=_("Alleen het CLB leest dit. U ziet later of het gezien is.")
    )


class StepForm(VerbForm):
    """What the CLB did."""

    main = ("kind", "on", "whom", "text", "next")

    kind = forms.ChoiceField(label=_("Wat"), choices=StepKind.choices)
    on = DateField(label=_("Op"))
    whom = forms.ChoiceField(label=_("Met wie"), choices=[_NONE, *Whom.choices], required=False)
    next = forms.ChoiceField(
        label=_("Wat volgt"),
        choices=[_NONE, *Next.choices],
        required=False,
        help_text=_("Bij onthaal en vraagverheldering."),
    )
    text = _text(_("Verslag"), rows=6, help_text=_("Alleen wie van het CLB op het dossier staat, leest dit."))
    channel = forms.ChoiceField(label=_("Hoe u contact zocht"), choices=[_NONE, *Channel.choices], required=False)
    reached = forms.ChoiceField(label=_("Bereikt"), choices=[_NONE, *YES_NO], required=False)
    domain = forms.ChoiceField(label=_("Domein"), choices=[_NONE, *DOMEINEN.items()], required=False)
    minutes = forms.IntegerField(label=_("Minuten"), required=False, min_value=1, max_value=600)

    def step(self) -> Step:
        data = self.cleaned_data
        return Step(
            kind=data["kind"], on=data["on"], whom=data["whom"], next=data["next"], text=data["text"],
            channel=data["channel"], reached={"ja": True, "nee": False}.get(data["reached"]), domain=data["domain"],
            minutes=data["minutes"],
        )  # fmt: skip


class CourseForm(VerbForm):
    """Phase, domains and who leads: of a traject that begins or goes on."""

    fase = forms.TypedChoiceField(
        label=_("Fase"), coerce=int, choices=[(key, f"{key}: {name}") for key, name in FASEN.items()], initial=2
    )
    domain = forms.ChoiceField(label=_("Voornaamste domein"), choices=list(DOMEINEN.items()))
    domains = forms.MultipleChoiceField(
        label=_("Wat ook meespeelt"),
        choices=list(DOMEINEN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lead = forms.TypedChoiceField(label=_("Trajectmedewerker"), coerce=int)
    review_on = DateField(label=_("Opnieuw bekijken op"), required=False)
    compulsory = forms.BooleanField(label=_("Verplicht traject (leerplichtbegeleiding)"), required=False)

    def __init__(self, *args: Any, people: People, traject: Traject | None = None, **kwargs: Any) -> None:
        if traject is not None:
            names = ("fase", "domain", "domains", "review_on", "compulsory")
            kwargs["initial"] = {name: getattr(traject, name) for name in names} | {"lead": traject.lead_id}
        super().__init__(*args, **kwargs)
        _who(self, "lead", people)

    def course(self) -> Course:
        data = self.cleaned_data
        return Course(
            fase=data["fase"], domain=data["domain"], domains=tuple(data["domains"]), lead_id=data["lead"],
            review_on=data["review_on"], compulsory=data["compulsory"],
        )  # fmt: skip


class TrajectForm(CourseForm):
    on = DateField(label=_("Sinds"))
    goal = forms.CharField(
        label=_("Doel"),
        max_length=300,
        required=False,
        help_text=_("Bracht de school deze leerling aan? Dan lezen school, leerling en ouders dit doel mee."),
    )
    field_order = ("on", "fase", "domain", "domains", "lead", "goal", "review_on", "compulsory")


class CloseForm(VerbForm):
    """A person decides that a traject ends."""

    on = DateField(label=_("Laatste dag"))
    ending = forms.ChoiceField(label=_("Waarom"), choices=[_NONE, *Ending.choices])
    text = _text(_("Waarom u dit beslist"), required=True, help_text=_("Blijft in het dossier van het CLB."))
    feedback = _text(_("Wat de school mag weten"), help_text=_("School, leerling en ouders lezen dit."))

    def __init__(self, *args: Any, shared: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shared:
            del self.fields["feedback"]


class AskForm(VerbForm):
    """Somebody comes with a question about a pupil whom the CLB knows."""

    source = forms.ChoiceField(
        label=_("Wie stelt de vraag"), choices=[c for c in Source.choices if c[0] != Source.RULES]
    )
    text = _text(
        _("De vraag"), required=True, help_text=_("Gaat naar het dossier van het CLB. De school leest dit niet.")
    )


class NewcomerForm(AskForm):
    """A child without a school."""

    first_name = forms.CharField(label=_("Voornaam"), max_length=80)
    last_name = forms.CharField(label=_("Naam"), max_length=80)
    birth_date = DateField(label=_("Geboren op"))
    field_order = ("first_name", "last_name", "birth_date", "source", "text")


class HomeForm(VerbForm):
    begins_on = DateField(label=_("Huisonderwijs vanaf"))
    motive = forms.ChoiceField(label=_("Waarom"), choices=Motive.choices)


class EndForm(VerbForm):
    on = DateField(label=_("Laatste dag"))


class TrustForm(VerbForm):
    who = forms.TypedChoiceField(label=_("Wie"), coerce=int)
    reason = forms.CharField(
        label=_("Waarom de leerling niet zelf kan kiezen"),
        max_length=300,
        help_text=_("De leerling ziet dit, en kan later zelf iemand anders kiezen."),
    )

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _who(self, "who", people)


class CareForm(VerbForm):
    """What the CLB sees in the care of a school."""

    school = forms.TypedChoiceField(label=_("School"), coerce=int)
    domain = forms.ChoiceField(label=_("Domein"), choices=list(DOMEINEN.items()))
    fase = forms.TypedChoiceField(
        label=_("Fase"), coerce=int, choices=[(key, f"{key}: {name}") for key, name in FASEN.items()]
    )
    title = forms.CharField(label=_("Waarover"), max_length=120)
    text = forms.CharField(
        label=_("Wat het CLB ziet"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Over de werking van de school, zonder namen van leerlingen."),
    )
    answer_by = DateField(label=_("Antwoord tegen"), required=False)

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {school.pk: school for school in schools}
        field: Any = self.fields["school"]
        field.choices = [(pk, school.name) for pk, school in self.schools.items()]


class ReplyForm(VerbForm):
    reply = forms.ChoiceField(label=_("Wat de school doet"), choices=Reply.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Toelichting"), max_length=4000, widget=forms.Textarea({"rows": 5}))


class ChangedForm(VerbForm):
    text = forms.CharField(label=_("Wat er veranderde"), max_length=4000, widget=forms.Textarea({"rows": 5}))
