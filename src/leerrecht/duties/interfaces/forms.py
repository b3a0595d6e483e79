"""Forms of the worklist: what to narrow it to, which act was done, why no action is needed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.closing import REASON_LENGTH
from leerrecht.duties.domain.queries.worklist import ASKS_SOMETHING, Filters
from leerrecht.enrolment.interfaces.choosing import SCHOOL_FIRST, of_chosen_school
from leerrecht.enrolment.models import ClassGroup
from leerrecht.facts.domain.facts import KNOWN, NOT_KNOWN, NOT_REACHED, REACHED
from leerrecht.law import school_year
from leerrecht.law.regels import KERN
from leerrecht.organisations.models import School
from leerrecht.ui.forms import DateField
from leerrecht.ui.words import ACTS, NATURES

CONTACT = "contact_ouders"
SOUGHT = _("contact met de ouders gezocht")
CHANNELS = [
    ("", _("niet vermeld")),
    ("telefoon", _("telefonisch")),
    ("gesprek", _("in een gesprek op school")),
    ("huisbezoek", _("met een huisbezoek")),
    ("bericht", _("met een bericht of e-mail")),
    ("brief", _("met een brief")),
]
Choices = list[tuple[Any, str | Promise]]


class FilterForm(forms.Form):
    """Narrows the list; what is not understood narrows nothing."""

    is_filter = True

    school = forms.TypedChoiceField(label=_("School"), required=False, coerce=int, empty_value=None)
    klas = forms.TypedChoiceField(label=_("Klas"), required=False, coerce=int, empty_value=None)
    aard = forms.ChoiceField(label=_("Soort"), required=False)
    regel = forms.ChoiceField(label=_("Wat er moet gebeuren"), required=False)
    zoek = forms.CharField(label=_("Naam of nummer"), required=False, max_length=80)

    def __init__(self, data: Any, *, principal: Principal, on: dt.date) -> None:
        schools = list(visible(School, to=principal, act=acts.DUTY_VIEW).order_by("name").values_list("pk", "name"))
        classes = visible(ClassGroup, to=principal, act=acts.DUTY_VIEW).filter(school_year=school_year(on))
        asked = of_chosen_school(data, classes, schools=len(schools), name="klas")
        super().__init__(asked.data)
        several = len(schools) > 1
        if several:
            self._choices("school", [("", _("alle scholen")), *schools])
        else:
            del self.fields["school"]
        offered = asked.classes.order_by("school__name", "name").values_list("pk", "name", "school__name")
        named = [(pk, f"{name} ({school})" if several else name) for pk, name, school in offered]
        self._choices("klas", [("", SCHOOL_FIRST if asked.school_first else _("alle klassen")), *named])
        self._choices("aard", [("", _("alles")), *((aard, NATURES[aard]) for aard in ASKS_SOMETHING)])
        rules = [(rule.regel, rule.titel) for rule in KERN if rule.aard in ASKS_SOMETHING]
        self._choices("regel", [("", _("alles")), *rules])

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def chosen(self) -> Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            school_id=given.get("school"),
            class_id=given.get("klas"),
            regel=given.get("regel", ""),
            aard=given.get("aard", ""),
            search=given.get("zoek", ""),
        )


class ActForm(forms.Form):
    """Which act was done, and when."""

    kind = forms.ChoiceField(label=_("Wat hebt u gedaan?"), widget=forms.RadioSelect)
    date = DateField(label=_("Wanneer?"))
    result = forms.ChoiceField(
        label=_("Bij contact met de ouders: bereikte u hen?"),
        choices=[(REACHED, _("bereikt")), (NOT_REACHED, _("niet bereikt"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("“Niet bereikt” telt mee in de volgorde van de lijst; wat moet gebeuren, blijft dan open."),
    )
    channel = forms.ChoiceField(label=_("Hoe?"), choices=CHANNELS, required=False)

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kind.choices = [(name, SOUGHT if name == CONTACT else ACTS[name]) for name in kinds]
        if len(kinds) == 1:
            kind.initial = kinds[0]
        self.fields["date"].initial = timezone.localdate
        if CONTACT not in kinds:
            del self.fields["result"], self.fields["channel"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == CONTACT and "result" in self.fields and not data.get("result"):
            self.add_error("result", _("Zeg of u de ouders bereikte."))
        return data

    @property
    def contact(self) -> bool:
        """A contact with the parents was tried; whether it reached them is in ``result``."""
        return self.cleaned_data["kind"] == CONTACT and "result" in self.fields


class SeenForm(forms.Form):
    """Why no action is needed."""

    reason = forms.CharField(
        label=_("Gezien, geen actie, omdat"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LENGTH,
        help_text=_("Wie dit later leest, moet begrijpen waarom. Schrijf geen medische gegevens op."),
    )


class DifficultyForm(forms.Form):
    """That something is known, never what."""

    known = forms.ChoiceField(
        label=_("Is er een gekende moeilijkheid in het dossier?"),
        choices=[(KNOWN, _("ja")), (NOT_KNOWN, _("nee, of niet meer"))],
        widget=forms.RadioSelect,
        help_text=_(
            "Alleen dat ze gekend is, telt mee in de volgorde van de lijst; wat het is, staat hier niet. "
            "Wie de lijst van deze leerling ziet, ook het CLB, ziet dat ze gekend is."
        ),
    )
