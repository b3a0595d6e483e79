"""Forms of organisations and of who works there."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES
from leerrecht.organisations.domain.organisations import SERVICES
from leerrecht.organisations.models import (
    Board,
    Centre,
    Location,
    Membership,
    Organisation,
    School,
    SchoolKind,
    SchoolLevel,
)
from leerrecht.ui.forms import DateField

_HERE_ANYWAY = "package_checked"


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the people of a house, by name: the form that has it says whom."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), **kwargs)

    def among(self, keys: Iterable[int]) -> None:
        self.queryset = User.objects.filter(pk__in=list(keys)).order_by("last_name", "first_name")

    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or user.username


class VerbForm(forms.Form):
    """A form whose values go to a verb; what the verb refuses is shown at its field."""

    result: Any = None
    # Fields that are always shown; where given, ``ui/form.html`` folds the others away.
    main: tuple[str, ...] = ()
    _package = ""
    _from_package: tuple[str, ...] = ()

    def always(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self._main()]

    def folded(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self._main()]

    def folded_open(self) -> bool:
        """Whether something that is folded away is wrong or asks an answer, so that it must be seen."""
        return any(field.errors for field in self.folded())

    def _main(self) -> set[str]:
        # Numbers are added per board, and a question that came up stands beside what it is about.
        added = {name for name in self.fields if name.startswith("number_") or name.endswith("_checked")}
        return {*self.main, *added}

    def from_package(self, package: str, *names: str) -> None:
        """These fields (all, where none is named) come from a school package: say so, and ask who changes one here."""
        if not package:
            return
        self._package, self._from_package = package, names or tuple(self.fields)
        told = _("Komt uit %(package)s: wijzig het daar.") % {"package": package}
        for name in self._from_package:
            if name in self.fields:
                field = self.fields[name]
                field.help_text = f"{field.help_text} {told}" if field.help_text else told
        if _HERE_ANYWAY in self.data:
            self._ask_here_anyway()

    def _ask_here_anyway(self) -> None:
        self.fields[_HERE_ANYWAY] = forms.BooleanField(
            label=_("Ik wijzig het toch hier; de volgende invoer uit %(package)s kan het weer veranderen")
            % {"package": self._package},
            required=False,
        )

    def _left_to_the_package(self) -> bool:
        """Whether something that comes from the package was typed over without saying so; nothing typed is lost."""
        changed = [name for name in self.changed_data if name in self._from_package]
        if not changed or self.data.get(_HERE_ANYWAY):
            return False
        if _HERE_ANYWAY not in self.fields:
            self._ask_here_anyway()
        labels = ", ".join(str(self.fields[name].label).lower() for name in changed)
        self.add_error(
            None,
            _("%(fields)s: dat komt uit %(package)s. Wijzig het daar, of bevestig onderaan dat u het toch hier doet.")
            % {"fields": labels.capitalize(), "package": self._package},
        )
        return True

    def attempt(self, verb: Callable[..., Any], **arguments: Any) -> bool:
        """Call the verb; False where it refused, with its messages on the form."""
        arguments.pop(_HERE_ANYWAY, None)
        if self._left_to_the_package():
            return False
        try:
            self.result = verb(**arguments)
        except ValidationError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: ValidationError) -> None:
        """Put the messages at the fields of the same name; those of a field that is not here above the form."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, messages in found.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


class NameForm(VerbForm):
    """The name of a board or a CLB."""

    name = forms.CharField(label=_("Naam"), max_length=160)


class ServiceOrganisationForm(VerbForm):
    """An organisation that is no board, school or CLB."""

    kind = forms.ChoiceField(label=_("Soort"), choices=list(SERVICES.items()))
    name = forms.CharField(label=_("Naam"), max_length=160)


class SchoolForm(VerbForm):
    """What identifies a school."""

    name = forms.CharField(label=_("Naam"), max_length=160)
    number = forms.CharField(label=_("Instellingsnummer"), max_length=6, help_text=_("6 cijfers"))
    level = forms.ChoiceField(label=_("Niveau"), choices=SchoolLevel.choices)
    school_kind = forms.ChoiceField(label=_("Soort onderwijs"), choices=SchoolKind.choices)
    board = forms.ModelChoiceField(Board.objects.none(), label=_("Schoolbestuur"))

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = policy.visible(Board, to=by, act=acts.SCHOOL_MANAGE)
        self.fields["board"].queryset = boards.order_by("name")  # type: ignore[attr-defined]


class MomentsForm(VerbForm):
    """The lesson moments by which the block text of absences names forenoon and afternoon."""

    moment_vm = forms.IntegerField(label=_("Lesmoment voormiddag"), min_value=1, max_value=20)
    moment_nm = forms.IntegerField(label=_("Lesmoment namiddag"), min_value=1, max_value=20)


class LocationForm(VerbForm):
    number = forms.CharField(label=_("Nummer"), max_length=8)
    name = forms.CharField(label=_("Naam"), max_length=120)
    address = forms.CharField(label=_("Adres"), max_length=200, required=False)

    @classmethod
    def initial_of(cls, location: Location) -> dict[str, Any]:
        return {name: getattr(location, name) for name in cls.base_fields}


class GroupForm(VerbForm):
    """Schools that act as one."""

    name = forms.CharField(label=_("Naam van de groep"), max_length=160)
    schools = forms.ModelMultipleChoiceField(
        School.objects.none(), label=_("Scholen"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = policy.visible(School, to=by, act=acts.SCHOOL_MANAGE)
        self.fields["schools"].queryset = schools.order_by("name")  # type: ignore[attr-defined]


class ServiceForm(VerbForm):
    """The CLB that serves a school."""

    centre = forms.ModelChoiceField(Centre.objects.none(), label=_("CLB"))
    first = DateField(label=_("Vanaf"))

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centres = policy.visible(Centre, to=by, act=acts.SCHOOL_MANAGE)
        self.fields["centre"].queryset = centres.order_by("name")  # type: ignore[attr-defined]


def _role_choices(kinds: set[str]) -> list[tuple[str, str]]:
    return [(key, role.name) for key, role in ROLES.items() if role.organisation_kind in kinds]


class MemberFilter(forms.Form):
    """The filter above the list of who works where."""

    is_filter = True
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie"), required=False, empty_label=_("alle")
    )
    role = forms.ChoiceField(label=_("Functie"), required=False)
    when = forms.ChoiceField(
        label=_("Wanneer"),
        required=False,
        choices=[("", _("nu")), ("later", _("begint later")), ("vroeger", _("gestopt")), ("alle", _("alles"))],
    )

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = policy.visible(Organisation, to=by, act=acts.MEMBER_MANAGE).order_by("name")
        self.fields["organisation"].queryset = places  # type: ignore[attr-defined]
        kinds = set(places.order_by().values_list("kind", flat=True).distinct())
        self.fields["role"].choices = [("", _("alle")), *_role_choices(kinds)]  # type: ignore[attr-defined]


class AppointmentForm(VerbForm):
    """A role at an organisation for a period."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisatie"))
    role = forms.ChoiceField(label=_("Functie"))
    first = DateField(label=_("Eerste dag"), initial=timezone.localdate)
    last = DateField(label=_("Laatste dag"), required=False, help_text=_("Leeg: tot nader order."))

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = policy.visible(Organisation, to=by, act=acts.MEMBER_MANAGE).order_by("name")
        field: Any = self.fields["organisation"]
        field.queryset = places
        kinds = set(places.order_by().values_list("kind", flat=True).distinct())
        roles: Any = self.fields["role"]
        roles.choices = [("", "---------"), *_role_choices(kinds)]


class MemberForm(AppointmentForm):
    """Appoint somebody who has an account."""

    user = forms.CharField(label=_("Gebruikersnaam"), max_length=60)
    field_order = ("user", "organisation", "role", "first", "last")

    def clean_user(self) -> User:
        user = User.objects.filter(username__iexact=self.cleaned_data["user"], is_active=True).first()
        if user is None:
            raise ValidationError(
                _("Er is geen account met deze gebruikersnaam. Kijk de naam na, of maak een nieuw account.")
            )
        return user


class AccountForm(AppointmentForm):
    """Make an account and appoint it."""

    username = forms.RegexField(
        r"^[\w.@-]+$",
        label=_("Gebruikersnaam"),
        max_length=60,
        help_text=_("Letters, cijfers en . - _ @, bijvoorbeeld an.peeters"),
        error_messages={"invalid": _("Gebruik alleen letters, cijfers en . - _ @.")},
    )
    first_name = forms.CharField(label=_("Voornaam"), max_length=80)
    last_name = forms.CharField(label=_("Achternaam"), max_length=120)
    field_order = ("first_name", "last_name", "username", "organisation", "role", "first", "last")


class EndForm(VerbForm):
    """The last day of a role."""

    last = DateField(label=_("Laatste dag"), initial=timezone.localdate)


def describe(membership: Membership) -> str:
    """Who does what where, for the page that asks to confirm."""
    return f"{membership.user}, {ROLES[membership.role].name}, {membership.organisation}"
