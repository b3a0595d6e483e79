"""Forms of pupils and the people around them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Board
from leerrecht.people.domain.pupils import FIELDS, INSZ_DISAGREES
from leerrecht.people.models import Contact, Gender, LegalRole, Pupil, Residence
from leerrecht.ui.forms import DateField

YES_NO = [("", _("niet bekend")), ("ja", _("ja")), ("nee", _("nee"))]


def yes_no(value: str) -> bool | None:
    return {"ja": True, "nee": False}.get(value)


def boards_of(by: Principal) -> list[Board]:
    """Boards of the schools at which somebody keeps pupil records: their packages number the pupils."""
    return list(Board.objects.filter(schools__in=by.schools(acts.PUPIL_EDIT)).distinct().order_by("name"))


class PupilForm(VerbForm):
    """The record of a pupil, with the number at each board of the user."""

    main: tuple[str, ...] = (
        "first_name", "last_name", "birth_date", "gender", "insz", "nationality", "home_language", "residence",
    )  # fmt: skip

    first_name = forms.CharField(label=_("Voornaam"), max_length=80)
    last_name = forms.CharField(label=_("Naam"), max_length=120)
    birth_date = DateField(label=_("Geboortedatum"))
    gender = forms.ChoiceField(label=_("Geslacht"), required=False, choices=[("", _("niet bekend")), *Gender.choices])
    insz = forms.CharField(
        label=_("Rijksregister- of BIS-nummer"),
        required=False,
        max_length=20,
        help_text=_("Met of zonder punten en streepjes."),
    )
    nationality = forms.CharField(
        label=_("Nationaliteit"), max_length=2, initial="BE", help_text=_("Landcode van twee letters, bijvoorbeeld BE.")
    )
    register_entry = DateField(
        label=_("Ingeschreven in een Belgisch register sinds"),
        required=False,
        help_text=_("Alleen voor wie een andere nationaliteit heeft: de leerplicht begint 60 dagen later."),
    )
    domicile = forms.CharField(label=_("Land van domicilie"), max_length=2, initial="BE", help_text=_("Landcode."))
    home_language = forms.CharField(
        label=_("Thuistaal"), max_length=3, required=False, help_text=_("Taalcode, bijvoorbeeld nl, fr, ar of tr.")
    )
    residence = forms.ChoiceField(label=_("Verblijf"), choices=Residence.choices, initial="thuis")
    ses_home_language = forms.ChoiceField(
        label=_("Kenmerk: thuistaal niet het Nederlands"), required=False, choices=YES_NO
    )
    ses_mother_education = forms.ChoiceField(
        label=_("Kenmerk: opleiding van de moeder"), required=False, choices=YES_NO
    )
    ses_allowance = forms.ChoiceField(label=_("Kenmerk: schooltoeslag"), required=False, choices=YES_NO)
    ses_neighbourhood = forms.ChoiceField(label=_("Kenmerk: buurt"), required=False, choices=YES_NO)
    distance_km = forms.DecimalField(
        label=_("Afstand tot de school (km)"), required=False, min_value=0, max_digits=5, decimal_places=1
    )
    diploma_on = DateField(label=_("Diploma secundair onderwijs behaald op"), required=False)
    two_years_so_ended_on = DateField(label=_("Eerste twee leerjaren secundair beëindigd op"), required=False)

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boards = boards_of(by)
        for board in self.boards:
            label = _("Leerlingnummer")
            if len(self.boards) > 1:
                label = _("Leerlingnummer bij %(board)s") % {"board": board.name}  # type: ignore[assignment]
            self.fields[f"number_{board.pk}"] = forms.CharField(label=label, required=False, max_length=20)
        if "insz_checked" in self.data:
            self._ask_insz()

    @classmethod
    def initial_of(cls, pupil: Pupil) -> dict[str, Any]:
        words = {True: "ja", False: "nee", None: ""}
        found = {name: getattr(pupil, name) for name in FIELDS}
        found |= {name: words[found[name]] for name in FIELDS if name.startswith("ses_")}
        numbers: dict[str, str] = {}
        for board_id, number in pupil.numbers.order_by("pk").values_list("board_id", "number"):
            numbers.setdefault(f"number_{board_id}", number)
        return found | numbers

    def details(self) -> dict[str, Any]:
        """Arguments for the verbs."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        values |= {name: yes_no(values[name]) for name in FIELDS if name.startswith("ses_")}
        values["numbers"] = [
            (board, self.cleaned_data[f"number_{board.pk}"])
            for board in self.boards
            if f"number_{board.pk}" in self.changed_data
        ]
        values["insz_checked"] = self.cleaned_data.get("insz_checked", False)
        values["insz"] = values["insz"] or None
        return values

    def refuse(self, error: ValidationError) -> None:
        """As for every form; a number that only disagrees may be kept by who looked at it."""
        found = getattr(error, "error_dict", {})
        if any(message.code == INSZ_DISAGREES for message in found.get("insz", ())):
            self._ask_insz()
        if "numbers" in found and self.boards:
            found[f"number_{self.boards[0].pk}"] = found.pop("numbers")
        super().refuse(error)

    def _ask_insz(self) -> None:
        self.fields["insz_checked"] = forms.BooleanField(
            label=_("Ik heb het nummer nagekeken op een officieel document: het klopt zo"), required=False
        )
        order = list(self.fields)
        order.insert(order.index("insz") + 1, order.pop(order.index("insz_checked")))
        self.order_fields(order)


class ContactForm(VerbForm):
    """Somebody to reach for a pupil."""

    name = forms.CharField(label=_("Naam"), max_length=160)
    legal_role = forms.ChoiceField(label=_("Juridische rol"), choices=LegalRole.choices)
    relation = forms.CharField(
        label=_("Verwantschap"), max_length=60, required=False, help_text=_("Bijvoorbeeld moeder, grootvader, buur.")
    )
    phone = forms.RegexField(
        r"^\+?[\d ./()-]+$",
        label=_("Telefoon"),
        max_length=30,
        required=False,
        error_messages={"invalid": _("Een telefoonnummer bevat alleen cijfers, spaties en + . / -")},
    )
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    street = forms.CharField(label=_("Straat"), max_length=120, required=False)
    house_number = forms.CharField(label=_("Huisnummer"), max_length=12, required=False)
    box = forms.CharField(label=_("Bus"), max_length=10, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    municipality = forms.CharField(label=_("Gemeente"), max_length=80, required=False)
    country = forms.CharField(label=_("Land"), max_length=60, required=False, help_text=_("Leeg is België."))
    language = forms.CharField(label=_("Taal"), max_length=3, initial="nl", help_text=_("Taalcode, bijvoorbeeld nl."))
    interpreter = forms.BooleanField(label=_("Tolk gewenst"), required=False)
    lives_with = forms.BooleanField(label=_("Woont bij de leerling"), required=False, initial=True)
    barred = forms.BooleanField(
        label=_("De rechter verbiedt contact"), required=False, help_text=_("Deze persoon krijgt geen informatie.")
    )
    order = forms.IntegerField(
        label=_("Volgorde"), min_value=1, max_value=99, initial=1, help_text=_("Wie 1 heeft, wordt eerst gebeld.")
    )
    verified_on = DateField(label=_("Gegevens nagekeken op"), required=False)

    @classmethod
    def initial_of(cls, contact: Contact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in cls.base_fields}


class FindForm(forms.Form):
    """Look for another pupil."""

    is_filter = True
    q = forms.CharField(
        label=_("Naam of nummer"), required=False, max_length=80, widget=forms.TextInput({"type": "search"})
    )
