"""Forms of imports, profiles and exports."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from leerrecht.access.roles import ROLES
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.exchange.domain import mapping, packages
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.exchange.domain.sources import FUNCTIONS, STAFF_ROLES
from leerrecht.exchange.models import MappingProfile, Night, SchoolSource
from leerrecht.organisations.domain.sources import CLASSES, CONTACTS, ENROLMENTS, NAMES
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import School
from leerrecht.ui.forms import DateField

PLAIN, NEW = "", "nieuw"
BLOCK, CSV, ROSTER, CHANGED = "blok", "csv", "oneroster", "gewijzigd"
_READY = "pakket-"
PARTS = {
    NAMES: _("naam, geboortedatum en geslacht"),
    CLASSES: _("klas"),
    ENROLMENTS: _("inschrijving: eerste en laatste dag"),
    CONTACTS: _("contactpersonen"),
}
STAFF = {
    "teacher": _("leerkrachten (teacher)"),
    "counselor": _("leerlingenbegeleiders (counselor)"),
    "principal": _("directeurs (principal)"),
    "siteAdministrator": _("beheerders op school (siteAdministrator)"),
    "aide": _("assistenten (aide)"),
}
_STAFF = "staff_"
_NO_COLUMN = _("(niet in dit bestand)")
_REFUSE = _("(niet opnemen: rijen met deze code worden geweigerd)")
_WORD = "code_"


class ImportForm(forms.Form):
    """Which file, of what, for which school."""

    kind = forms.ChoiceField(label=_("Wat voert u in?"))
    school = forms.ModelChoiceField(label=_("Voor welke school?"), queryset=School.objects.none(), empty_label=None)
    profile = forms.ChoiceField(
        label=_("Profiel"),
        required=False,
        help_text=_("Een profiel zegt in welke kolom wat staat. U maakt het één keer voor uw schoolpakket."),
    )
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("CSV, Excel (.xlsx), voor afwezigheden ook bloktekst (.txt), of een OneRoster-zip (.zip)."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.txt,.tsv,.xlsx,.zip", **told_at_once(settings.MAX_IMPORT_BYTES)}
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, schools: "QuerySet[School]", profiles: "QuerySet[MappingProfile]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._profiles = {str(profile.pk): profile for profile in profiles}
        choices = [(kind, label) for kind, label in mapping.KINDS.items() if kind != mapping.SCHOOLS]
        self._choose("kind", [*choices, (mapping.ROSTER, _("OneRoster (zip): klassen en leerlingen"))])
        self._school_field().queryset = schools
        self._choose(
            "profile",
            [
                (PLAIN, _("Geen: het bestand heeft onze kolommen, is bloktekst of OneRoster")),
                (NEW, _("Nieuw profiel maken voor dit bestand")),
                *((key, f"{profile.get_kind_display()}: {profile.name}") for key, profile in self._profiles.items()),
                *(
                    (f"{_READY}{key}", _("Meegeleverd – %(kind)s: %(name)s") % {"kind": one.kind, "name": one.package})
                    for key, one in packages.READY.items()
                ),
            ],
        )

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _school_field(self) -> "forms.ModelChoiceField[School]":
        field = self.fields["school"]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError("school is no choice of records")
        return field

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        chosen = values.get("profile") or ""
        kept = self._profiles.get(chosen)
        ready = packages.READY.get(chosen.removeprefix(_READY))
        profile_kind = kept.kind if kept is not None else ready.kind if ready is not None else None
        if values.get("kind") == mapping.ROSTER and chosen:
            self.add_error("profile", _("Een OneRoster-zip heeft geen profiel nodig. Kies “Geen”."))
        elif profile_kind is not None and values.get("kind") and profile_kind != values["kind"]:
            self.add_error("profile", _("Dit profiel dient voor iets anders. Kies een profiel voor wat u invoert."))
        if kept is not None and values.get("school") and kept.board_id != values["school"].board_id:
            self.add_error("profile", _("Dit profiel is van een ander schoolbestuur. Kies een ander profiel."))
        return values

    @property
    def wants_new_profile(self) -> bool:
        return bool(self.cleaned_data["profile"] == NEW or self.ready_key)

    @property
    def ready_key(self) -> str:
        """Which ready-made profile to begin with; empty for none."""
        chosen = str(self.cleaned_data["profile"])
        return chosen.removeprefix(_READY) if chosen.startswith(_READY) else ""

    def chosen_profile(self) -> Profile | None:
        kept = self._profiles.get(self.cleaned_data["profile"])
        return mapping.from_json(kept.definition) if kept is not None else None


class SchoolsForm(forms.Form):
    """A file with the schools of a board."""

    board = forms.CharField(
        label=_("Schoolbestuur"), max_length=160, help_text=_("Bestaat het nog niet, dan wordt het gemaakt.")
    )
    file = forms.FileField(
        label=_("Bestand met de scholen"),
        help_text=_("CSV of Excel met de kolommen Instellingsnummer, Naam, Niveau en Soort."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx", **told_at_once(settings.MAX_IMPORT_BYTES)}),
    )


class ProfileForm(forms.Form):
    """The columns of a file, field by field, and what its codes mean."""

    name = forms.CharField(
        label=_("Naam van het profiel"), max_length=60, help_text=_("Bijvoorbeeld de naam van uw schoolpakket.")
    )

    def __init__(
        self, data: "QueryDict | None" = None, *, profile: Profile, headings: Sequence[str], words: Sequence[str]
    ) -> None:
        self._base, self._words = profile, list(words)
        super().__init__(data, initial=self._initial(profile))
        columns = [("", _NO_COLUMN), *((heading, heading) for heading in headings)]
        for each in mapping.FIELDS[profile.kind]:
            fixable = each.key in mapping.FIXABLE[profile.kind]
            self.fields[f"column_{each.key}"] = forms.ChoiceField(
                label=_("Kolom voor: %(field)s") % {"field": each.label},
                choices=columns,
                required=each.required and not fixable,
            )
            if fixable:
                self.fields[f"fixed_{each.key}"] = self._fixed(each)
        self.fields["date_format"] = forms.ChoiceField(
            label=_("Datums staan als"), choices=[(key, key) for key in mapping.DATE_FORMATS]
        )
        if profile.kind == mapping.ABSENCES:
            self.fields["half_days"] = forms.ChoiceField(
                label=_("Eén rij van het bestand is"), choices=list(mapping.HALF_DAYS.items())
            )
        self._add_numbers()
        letters = [("", _REFUSE), *((letter, f"{letter}: {text}") for letter, text in mapping.letters().items())]
        for place, word in enumerate(self._words):
            self.fields[f"{_WORD}{place}"] = forms.ChoiceField(
                label=_("“%(word)s” betekent") % {"word": word}, choices=letters, required=False
            )

    def _add_numbers(self) -> None:
        if self._base.kind == mapping.PUPILS:
            self.fields["last_instellingsnummer"] = forms.IntegerField(
                label=_("Laatste cijfers van het instellingsnummer"), required=False, min_value=1, max_value=20,
                help_text=_("Alleen als het pakket er cijfers voor zet: vul dan 6 in."),
            )  # fmt: skip

    @staticmethod
    def _fixed(each: mapping.Field) -> forms.Field:
        label = _("Of voor elke rij: %(field)s") % {"field": each.label}
        if each.key == "begindatum":
            return DateField(label=label, required=False)
        return forms.CharField(label=label, required=False, max_length=30)

    def _initial(self, profile: Profile) -> dict[str, Any]:
        codes = {mapping.plain(word): letter for word, letter in profile.codes.items()}
        return {
            "name": profile.name,
            "date_format": profile.date_format,
            "half_days": profile.half_days,
            "last_instellingsnummer": profile.last.get("instellingsnummer"),
            **{f"column_{key}": heading for key, heading in profile.columns.items()},
            **{f"fixed_{key}": value for key, value in profile.fixed.items()},
            **{f"{_WORD}{place}": codes.get(mapping.plain(word), "") for place, word in enumerate(self._words)},
        }

    @property
    def has_words(self) -> bool:
        """Whether the form that came in already asked for the words of the code column."""
        return not self._words or any(key.startswith(_WORD) for key in self.data)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                mapping.check(self.profile())
            except ValidationError as error:
                self.add_error(None, error)
        return values

    def profile(self) -> Profile:
        """The profile that the form describes."""
        values = self.cleaned_data
        keys = [each.key for each in mapping.FIELDS[self._base.kind]]
        columns = {key: values[f"column_{key}"] for key in keys if values.get(f"column_{key}")}
        fixed = {key: str(values[f"fixed_{key}"]) for key in keys if key not in columns and values.get(f"fixed_{key}")}
        # What this file does not hold, another one may: only words that were asked here change.
        asked = {mapping.plain(word) for word in self._words}
        codes = {word: letter for word, letter in self._base.codes.items() if mapping.plain(word) not in asked} | {
            word: values[f"{_WORD}{place}"] for place, word in enumerate(self._words) if values.get(f"{_WORD}{place}")
        }
        last = values.get("last_instellingsnummer")
        return replace(
            self._base,
            name=values["name"],
            columns=columns,
            fixed=fixed,
            date_format=values["date_format"],
            half_days=values.get("half_days", self._base.half_days),
            codes=codes,
            last={"instellingsnummer": last} if last else {},
            pad=mapping.builtin(self._base.kind).pad,
        )


class ExportForm(forms.Form):
    """Of which school, from when to when, in which form."""

    school = forms.ModelChoiceField(label=_("School"), queryset=School.objects.none(), empty_label=None)
    first = DateField(label=_("Van"))
    last = DateField(label=_("Tot en met"))
    form = forms.ChoiceField(
        label=_("Vorm"),
        choices=[
            (BLOCK, _("bloktekst voor het schoolpakket (B, D, L, R, Z en onbekend)")),
            (CSV, _("CSV met alle codes")),
            (ROSTER, _("OneRoster-zip: klassen, leerlingen en leerkrachten van het schooljaar van de eerste dag")),
            (CHANGED, _("OneRoster-zip met alleen wat veranderde sinds een vorige volledige zip")),
        ],
        widget=forms.RadioSelect,
        initial=BLOCK,
    )
    since = forms.FileField(
        label=_("Vorige volledige OneRoster-zip"),
        required=False,
        help_text=_("Alleen voor de laatste vorm: de zip die u de vorige keer van Leerrecht kreeg, ongewijzigd."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip", **told_at_once(settings.MAX_IMPORT_BYTES)}),
    )

    def __init__(self, *args: Any, schools: "QuerySet[School]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["school"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = schools

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("first") and values.get("last") and values["last"] < values["first"]:
            self.add_error("last", _("De laatste dag ligt vóór de eerste dag. Kijk beide na."))
        if values.get("form") == CHANGED and not values.get("since"):
            self.add_error("since", _("Kies de volledige zip van de vorige keer, of kies de volledige OneRoster-zip."))
        return values


class SourceForm(VerbForm):
    """What a school says of its package."""

    package = forms.CharField(
        label=_("Naam van het schoolpakket"), max_length=60, required=False,
        help_text=_("Die naam staat bij elk veld dat uit het pakket komt."),
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("Wat komt uit het pakket?"), required=False, choices=list(PARTS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Wie zo een gegeven hier wijzigt, krijgt een melding en moet het bevestigen. Een invoer wijzigt van "
            "gekende leerlingen alleen wat hier aangevinkt is. Vinkt u niets aan, dan neemt een invoer alles over, "
            "behalve contactpersonen: die komen er alleen uit een OneRoster-zip bij als u ze aanvinkt, en zonder "
            "rechten tot u hun juridische rol bevestigt."
        ),
    )  # fmt: skip
    pupils_profile = forms.ModelChoiceField(
        label=_("Profiel voor leerlingen"), queryset=MappingProfile.objects.none(), required=False,
        empty_label=_("Geen: het bestand heeft onze kolommen"),
    )  # fmt: skip
    absences_profile = forms.ModelChoiceField(
        label=_("Profiel voor afwezigheden"), queryset=MappingProfile.objects.none(), required=False,
        empty_label=_("Geen: onze kolommen of bloktekst"),
    )  # fmt: skip
    night = forms.ChoiceField(label=_("Wat doen we ’s nachts met bestanden in de map?"), choices=Night.choices)

    def __init__(self, *args: Any, profiles: "QuerySet[MappingProfile]", may_appoint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        functions = [("", _("geen: laat hen zoals ze zijn")), *((key, ROLES[key].name) for key in FUNCTIONS)]
        for role in STAFF_ROLES if may_appoint else ():
            self.fields[f"{_STAFF}{role}"] = forms.ChoiceField(
                label=_("Functie voor %(role)s") % {"role": STAFF[role]},
                choices=functions, required=False,
            )  # fmt: skip
        if may_appoint:
            self.fields[f"{_STAFF}{STAFF_ROLES[0]}"].help_text = _(
                "Een OneRoster-zip kent ook medewerkers. U ziet bij elk bestand eerst wie welke functie zou krijgen. "
                "Ze krijgen die alleen als u dat daar aanvinkt, nooit ’s nachts, en alleen wie al een account heeft."
            )
        for name, kind in (("pupils_profile", mapping.PUPILS), ("absences_profile", mapping.ABSENCES)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = profiles.filter(kind=kind).order_by("name")

    @classmethod
    def initial_of(cls, source: SchoolSource) -> dict[str, Any]:
        return {
            "package": source.package, "parts": source.parts, "pupils_profile": source.pupils_profile_id,
            "absences_profile": source.absences_profile_id, "night": source.night,
            **{f"{_STAFF}{role}": function for role, function in (source.staff or {}).items()},
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The functions of staff as one value, by role of OneRoster."""
        values = super().clean() or self.cleaned_data
        asked = [role for role in STAFF_ROLES if f"{_STAFF}{role}" in self.fields]
        given = {role: values.pop(f"{_STAFF}{role}", "") for role in asked}
        return {**values, "staff": {role: one for role, one in given.items() if one} or None} if asked else values
