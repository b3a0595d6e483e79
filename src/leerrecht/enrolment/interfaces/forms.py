"""Forms of enrolments, classes and free days."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.enrolment.domain.breakdowns import FINALITEITEN, ONDERWIJSVORMEN, OPLEIDINGSVORMEN
from leerrecht.enrolment.domain.enrolments import CORRECTABLE
from leerrecht.enrolment.domain.queries.calendar import current_school_year, school_year_label
from leerrecht.enrolment.domain.results import CHANGED, stamp_of
from leerrecht.enrolment.models import Attest, ClassGroup, Enrolment, Level, Share, Track, YearResult
from leerrecht.enrolment.models.result import Qualification
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.organisations.domain.queries.memberships import staff
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Location, School, SchoolKind
from leerrecht.people.interfaces.forms import PupilForm
from leerrecht.ui.forms import DateField

NOT_KNOWN = ("", _("niet ingevuld"))


class ClassChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.school.name} · {school_year_label(obj.school_year)}"


class BreakdownForm(VerbForm):
    """What an enrolment says beside school and days: by this figures are broken down."""

    b_brought_along = forms.IntegerField(
        label=_("Halve dagen B van de vorige school"),
        min_value=0,
        max_value=400,
        initial=0,
        required=False,
        help_text=_("Het totaal dit schooljaar, zoals de vorige school of AGODI het meedeelt."),
    )
    track = forms.ChoiceField(label=_("Stelsel"), choices=Track.choices, initial=Track.VOLTIJDS)
    grade = forms.IntegerField(label=_("Leerjaar"), min_value=1, max_value=7, required=False)
    onderwijsvorm = forms.ChoiceField(label=_("Onderwijsvorm"), required=False, choices=[NOT_KNOWN, *ONDERWIJSVORMEN])
    stroom = forms.ChoiceField(
        label=_("Stroom"), required=False, choices=[NOT_KNOWN, ("A", _("A-stroom")), ("B", _("B-stroom"))]
    )
    finaliteit = forms.ChoiceField(label=_("Finaliteit"), required=False, choices=[NOT_KNOWN, *FINALITEITEN])
    studierichting = forms.CharField(label=_("Studierichting"), max_length=120, required=False)
    administratieve_groep = forms.CharField(label=_("Administratieve groep"), max_length=12, required=False)
    buo_type = forms.CharField(label=_("Type buitengewoon onderwijs"), max_length=20, required=False)
    opleidingsvorm = forms.ChoiceField(
        label=_("Opleidingsvorm"), required=False, choices=[NOT_KNOWN, *OPLEIDINGSVORMEN]
    )

    def clean_b_brought_along(self) -> int:
        return self.cleaned_data["b_brought_along"] or 0

    def breakdowns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in BreakdownForm.base_fields}


class EnrolmentFields(BreakdownForm):
    """Where, from when and in which class a pupil comes."""

    main: tuple[str, ...] = ("school", "first_day", "class_group", "level", "share", "b_brought_along")

    school = forms.ModelChoiceField(School.objects.none(), label=_("School"))
    first_day = DateField(label=_("Eerste dag"), initial=timezone.localdate)
    class_group = ClassChoice(ClassGroup.objects.none(), label=_("Klas"), required=False)
    level = forms.ChoiceField(label=_("Niveau"), required=False, choices=[("", _("zoals de school")), *Level.choices])
    share = forms.ChoiceField(label=_("Deel van de week"), choices=Share.choices, initial=Share.FULL)
    field_order: tuple[str, ...] = ("school", "first_day", "class_group", "level", "share")

    def enrolment(self) -> dict[str, Any]:
        """Arguments for ``enrol``."""
        chosen = self.cleaned_data
        return self.breakdowns() | {
            "school": chosen["school"],
            "first_day": chosen["first_day"],
            "class_group": chosen["class_group"],
            "level": chosen["level"] or None,
            "share": chosen["share"],
        }


class EnrolmentForm(EnrolmentFields):
    """A pupil who is known comes to a school."""

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_schools(self.fields, by)


def limit_to_schools(fields: dict[str, Any], by: Principal) -> None:
    """Offer only schools and classes at which the user keeps enrolments."""
    schools = policy.visible(School, to=by, act=acts.PUPIL_EDIT).order_by("name")
    fields["school"].queryset = schools
    if len(ids := by.schools(acts.PUPIL_EDIT)) == 1:
        fields["school"].initial = next(iter(ids))
    year = current_school_year(timezone.localdate())
    classes = policy.visible(ClassGroup, to=by, act=acts.PUPIL_EDIT).filter(school_year__gte=year)
    fields["class_group"].queryset = classes.select_related("school").order_by("school__name", "school_year", "name")


class NewPupilForm(PupilForm, EnrolmentFields):
    """A child that comes to the school: record and enrolment in one go."""

    main: tuple[str, ...] = ("first_name", "last_name", "birth_date", "gender", "insz", *EnrolmentFields.main)

    field_order = (
        "first_name", "last_name", "birth_date", "gender", "insz", "school", "first_day", "class_group", "level",
        "share", "b_brought_along",
    )  # fmt: skip

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        limit_to_schools(self.fields, by)
        if "twin_checked" in self.data:
            self.ask_twin()

    def ask_twin(self) -> None:
        """Ask whether this really is another child than the one with the same name and birth date."""
        self.fields["twin_checked"] = forms.BooleanField(
            label=_("Het is een andere leerling: maak toch een nieuwe fiche"), required=False
        )


class CorrectionForm(BreakdownForm):
    """Put an enrolment right."""

    main = ("first_day", "last_day", "level", "kind", "share", "location", "b_brought_along", "grade")

    first_day = DateField(label=_("Eerste dag"))
    last_day = DateField(label=_("Laatste dag"))
    level = forms.ChoiceField(label=_("Niveau"), choices=Level.choices)
    kind = forms.ChoiceField(label=_("Soort onderwijs"), choices=SchoolKind.choices)
    share = forms.ChoiceField(label=_("Deel van de week"), choices=Share.choices)
    location = forms.ModelChoiceField(Location.objects.none(), label=_("Vestigingsplaats"), required=False)
    field_order = ("first_day", "last_day", "level", "kind", "share", "location")

    def __init__(self, *args: Any, by: Principal, enrolment: Enrolment, **kwargs: Any) -> None:
        initial = {name: getattr(enrolment, name) for name in CORRECTABLE}
        initial |= {"first_day": enrolment.period.lower, "last_day": last_day(enrolment.period)}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        places = policy.visible(Location, to=by, act=acts.PUPIL_EDIT).filter(school=enrolment.school_id)
        self.fields["location"].queryset = places.order_by("number")  # type: ignore[attr-defined]


class MoveForm(VerbForm):
    """Another class from a day on."""

    class_group = forms.ModelChoiceField(ClassGroup.objects.none(), label=_("Nieuwe klas"))
    first_day = DateField(label=_("Eerste dag in de nieuwe klas"), initial=timezone.localdate)

    def __init__(self, *args: Any, by: Principal, enrolment: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = policy.visible(ClassGroup, to=by, act=acts.PUPIL_EDIT).filter(
            school=enrolment.school_id, school_year=enrolment.school_year
        )
        self.fields["class_group"].queryset = classes  # type: ignore[attr-defined]


class LeaveForm(VerbForm):
    """The pupil leaves the school."""

    last_day = DateField(label=_("Laatste dag ingeschreven"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Reden"), max_length=160, required=False, help_text=_("Bijvoorbeeld: verhuisd, andere studierichting.")
    )


class ResultForm(VerbForm):
    """How the school year ended."""

    attest = forms.ChoiceField(label=_("Attest"), required=False, choices=[NOT_KNOWN, *Attest.choices])
    clausulering = forms.CharField(
        label=_("Clausulering"), max_length=200, required=False, help_text=_("Alleen bij een B-attest.")
    )
    qualification = forms.ChoiceField(
        label=_("Behaalde kwalificatie"),
        required=False,
        choices=[(value, label) for value, label in Qualification.choices],
    )
    decided_on = DateField(label=_("Beslist op"), initial=timezone.localdate)
    # What stood there when the page was drawn.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, result: YearResult | None) -> dict[str, Any]:
        seen = {"seen": stamp_of(result)}
        return seen if result is None else {name: getattr(result, name, None) for name in cls.base_fields} | seen

    def attempt(self, verb: Callable[..., Any], **arguments: Any) -> bool:
        """As for every form; where somebody was first, what is typed stays, with what stands there now."""
        if super().attempt(verb, **arguments):
            return True
        if self.has_error(NON_FIELD_ERRORS, CHANGED):
            results = policy.visible(YearResult, to=arguments["by"], act=acts.PUPIL_EDIT)
            result = results.filter(enrolment=arguments["enrolment"]).first()
            self.data = {**dict(self.data.items()), "seen": stamp_of(result)}
            self.add_error(
                None,
                _("Nu staat er: %(now)s. Bewaart u nog eens, dan komt wat u invulde in de plaats.")
                % {"now": _result_in_words(result)},
            )
        return False


def _result_in_words(result: YearResult | None) -> str:
    if result is None:
        return str(_("niets"))
    qualification = result.qualification and result.get_qualification_display()
    said = [result.get_attest_display(), result.clausulering, qualification, in_words(result.decided_on)]
    return ", ".join(str(one) for one in said if one)


class ClassForm(VerbForm):
    """Name, grade and place of a class."""

    name = forms.CharField(label=_("Naam"), max_length=30, help_text=_("Bijvoorbeeld 3A."))
    grade = forms.IntegerField(label=_("Leerjaar"), min_value=1, max_value=7, required=False)
    location = forms.ModelChoiceField(Location.objects.none(), label=_("Vestigingsplaats"), required=False)

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = policy.visible(Location, to=by, act=acts.SCHOOL_MANAGE)
        self.fields["location"].queryset = places.order_by("number")  # type: ignore[attr-defined]


class NewClassForm(ClassForm):
    """A class of one of the user's schools, this year or the next."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("School"))
    school_year = forms.TypedChoiceField(label=_("Schooljaar"), coerce=int)
    field_order = ("school", "school_year", "name")

    def __init__(self, *args: Any, by: Principal, on: date, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        schools: Any = self.fields["school"]
        schools.queryset = policy.visible(School, to=by, act=acts.SCHOOL_MANAGE).order_by("name")
        if len(ids := by.schools(acts.SCHOOL_MANAGE)) == 1:
            schools.initial = next(iter(ids))
        year = current_school_year(on)
        years: Any = self.fields["school_year"]
        years.choices = [(number, school_year_label(number)) for number in (year, year + 1)]


class UserChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.last_name} {obj.first_name}"


class TeamForm(VerbForm):
    """Somebody who works at the school teaches the class."""

    user = UserChoice(User.objects.none(), label=_("Wie"))
    first = DateField(label=_("Eerste dag"), required=False, help_text=_("Leeg: van bij het begin van het schooljaar."))
    last = DateField(label=_("Laatste dag"), required=False, help_text=_("Leeg: tot het einde van het schooljaar."))
    titular = forms.BooleanField(label=_("Klastitularis"), required=False)

    def __init__(self, *args: Any, by: Principal, class_group: ClassGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff(by, class_group.school_id)  # type: ignore[attr-defined]


class TeamEndForm(VerbForm):
    last = DateField(label=_("Laatste dag"), initial=timezone.localdate)


class FreeDayForm(VerbForm):
    """A day without lessons at this school."""

    date = DateField(label=_("Datum"))
    part = forms.ChoiceField(
        label=_("Dagdeel"),
        required=False,
        choices=[("", _("hele dag")), ("vm", _("voormiddag")), ("nm", _("namiddag"))],
    )
    reason = forms.CharField(label=_("Reden"), max_length=80, help_text=_("Bijvoorbeeld facultatieve verlofdag."))
