"""The form in which a casus is filled in: which steps and fields there are, by the tables of the law.

No field checks anything: the reader of the law does, and says what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leerrecht.law.casus import (
    ATTEST_SOORTEN,
    GEBEURTENIS_SOORTEN,
    MAATREGEL_SOORTEN,
    TOAH_GRONDEN,
    VRIJSTELLING_REDENEN,
)
from leerrecht.law.codes import CODES_MET_ONBEKEND, GRONDEN, NIVEAUS, ONBEKEND, SOORTEN, STELSELS
from leerrecht.law.tables import INSTELLINGEN
from leerrecht.ui import words
from leerrecht.ui.codes import code_of

DATE, TEXT, NUMBER, DECIMAL, CHOICE, PART, DATES, SETTING, WORDS, YES_NO = (
    "date", "text", "number", "decimal", "choice", "part", "dates", "setting", "words", "yes_no",
)  # fmt: skip
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. The first of ``choices`` may be empty: what holds where nothing is chosen is ``default``.

    ``rare`` ones stand folded away.
    """

    key: str
    label: str
    kind: str = DATE
    choices: tuple[Choice, ...] = ()
    default: str = ""
    help: str = ""
    required: bool = False
    rare: bool = False
    may_be_off: bool = False

    @property
    def label_inside(self) -> str:
        """The label in the middle of a sentence."""
        return self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the same fields. ``path`` are the keys under which the list stands."""

    key: str
    one: str
    add: str
    fields: tuple[Field, ...]
    path: tuple[str, ...]

    def name(self, row: int | str, field: Field) -> str:
        """The name of the field of a row."""
        return f"{self.key}-{row}-{field.key}"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the form; ``path`` are the keys of the casus under which its fields stand."""

    key: str
    title: str
    intro: str
    path: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    groups: tuple[Group, ...] = ()

    def name(self, field: Field) -> str:
        """The name of a field of the step."""
        return "-".join((*self.path, field.key))

    def place(self, field: Field) -> str:
        """The place of a field, as the reader names it."""
        return ".".join((*self.path, field.key))


def _words(slugs: tuple[str, ...], table: Mapping[str, Promise], *, first: str | None = None) -> tuple[Choice, ...]:
    """Slugs with their words; ``first`` is the text of the empty choice, None makes the first slug the default."""
    if first is None:
        return (("", words.word(table, slugs[0])), *((slug, words.word(table, slug)) for slug in slugs[1:]))
    return (("", first), *((slug, words.word(table, slug)) for slug in slugs))


def _span() -> tuple[Field, Field]:
    return Field("van", _("Van"), required=True), Field("tot", _("Tot en met"), help=_("Leeg: loopt nog."))


def code_label(letter: str) -> str:
    """A code with its meaning."""
    look = code_of(letter)
    return str(look.meaning) if letter == ONBEKEND else f"{look.letter}: {look.meaning}"


def ground_choices(letter: str = "") -> tuple[Choice, ...]:
    """The grounds behind a code, or behind every code, with their code before them."""
    if letter:
        return tuple((slug, ground.label) for slug, ground in GRONDEN.items() if ground.code == letter)
    return tuple((slug, f"{ground.code}: {ground.label}") for slug, ground in GRONDEN.items())


def _pupil() -> Step:
    van, tot = _span()
    fields = (
        Field("geboortedatum", _("Geboortedatum"), required=True),
        Field("nationaliteit", _("Nationaliteit"), TEXT, help=_("Code van het land, zoals NL. Leeg: Belg."), rare=True),
        Field(
            "register_inschrijving",
            _("Ingeschreven in het bevolkings-, vreemdelingen- of wachtregister op"),
            help=_("Alleen voor wie niet Belg is."),
            rare=True,
        ),
        Field("domicilie", _("Land van de woonplaats"), TEXT, help=_("Code van het land. Leeg: België."), rare=True),
        Field("diploma_secundair", _("Diploma secundair onderwijs behaald op"), rare=True),
        Field("twee_leerjaren_so_beeindigd", _("Twee leerjaren secundair onderwijs beëindigd op"), rare=True),
        Field("afstand_school_km", _("Afstand van huis tot school, in km"), DECIMAL, rare=True),
    )
    groups = (
        Group(
            "huisonderwijs",
            _("Huisonderwijs"),
            _("Periode huisonderwijs toevoegen"),
            (van, tot),
            ("leerling", "huisonderwijs"),
        ),
        Group(
            "vrijstellingen",
            _("Vrijstelling van de leerplicht"),
            _("Vrijstelling toevoegen"),
            (van, tot, Field("reden", _("Reden"), CHOICE, _words(VRIJSTELLING_REDENEN, words.EXEMPTIONS))),
            ("leerling", "vrijstellingen"),
        ),
    )
    return Step("leerling", _("De leerling"), _("De naam is niet nodig."), ("leerling",), fields, groups)


def _enrolments() -> Step:
    fields = (
        Field("school", _("School"), TEXT, help=_("Een letter of naam naar keuze, zoals A.")),
        Field("niveau", _("Niveau"), CHOICE, _words(NIVEAUS, words.LEVELS, first=_("niet bekend"))),
        Field("soort", _("Soort"), CHOICE, _words(SOORTEN, words.KINDS), SOORTEN[0]),
        Field("stelsel", _("Stelsel"), CHOICE, _words(STELSELS, words.TRACKS), STELSELS[0]),
        *_span(),
        Field("b_vorige_school", _("Halve dagen B meegebracht van de vorige school"), NUMBER, rare=True),
    )
    intro = _("In welke school de leerling ingeschreven is of was. Geen inschrijving: laat leeg.")
    group = Group("inschrijvingen", _("Inschrijving"), _("Inschrijving toevoegen"), fields, ("inschrijvingen",))
    return Step("inschrijvingen", _("Inschrijvingen"), intro, groups=(group,))


def _calendar() -> Step:
    field = Field(
        "vrije_dagen",
        _("Vrije dagen van de school"),
        DATES,
        help=_("Eén datum per regel, zoals 2026-11-10."),
    )
    intro = _("De schoolvakanties en feestdagen zijn bekend. Vul alleen de eigen vrije dagen van de school in.")
    return Step("kalender", _("Kalender"), intro, fields=(field,))


def _absences() -> Step:
    codes = tuple((letter, code_label(letter)) for letter in CODES_MET_ONBEKEND if letter != ONBEKEND)
    fields = (
        *_span(),
        Field(
            "dagdelen", _("Dagdeel"), PART,
            (("", _("hele dag")), ("vm", _("voormiddag")), ("nm", _("namiddag"))),
        ),
        Field("code", _("Code"), CHOICE, (("", code_label(ONBEKEND)), *codes), ONBEKEND),
        Field("grond", _("Grond"), CHOICE, (("", _("niet gezegd")), *ground_choices())),
    )  # fmt: skip
    group = Group("afwezigheden", _("Afwezigheid"), _("Afwezigheid toevoegen"), fields, ("afwezigheden",))
    return Step("afwezigheden", _("Afwezigheden"), _("Welke halve dagen de leerling er niet was."), groups=(group,))


def _acts() -> tuple[Step, ...]:
    van, tot = _span()
    kinds = _words(ATTEST_SOORTEN, words.CERTIFICATES, first=_("kies"))
    certificates = Group(
        "attesten",
        _("Attest"),
        _("Attest toevoegen"),
        (
            Field("soort", _("Soort"), CHOICE, kinds, required=True),
            van,
            tot,
        ),
        ("attesten",),
    )
    events = Group(
        "gebeurtenissen",
        _("Wat er gebeurde"),
        _("Gebeurtenis toevoegen"),
        (
            Field("datum", _("Datum"), required=True),
            Field("soort", _("Wat"), CHOICE, _words(GEBEURTENIS_SOORTEN, words.ACTS, first=_("kies")), required=True),
            Field("school", _("School"), TEXT, rare=True),
            Field("bij", _("Over de maatregel of het onderwijs aan huis dat begon op"), rare=True),
        ),
        ("gebeurtenissen",),
    )
    return (
        Step("attesten", _("Attesten"), _("Briefjes en attesten die bij ziekte horen."), groups=(certificates,)),
        Step("gebeurtenissen", _("Wat mensen deden"), _("Gesprekken, meldingen, begeleiding."), groups=(events,)),
    )


def _measures() -> tuple[Step, ...]:
    van, tot = _span()
    toah = Group(
        "toah",
        _("Onderwijs aan huis"),
        _("Periode toevoegen"),
        (van, tot, Field("grond", _("Reden"), CHOICE, _words(TOAH_GRONDEN, words.TOAH_GROUNDS), TOAH_GRONDEN[0])),
        ("toah",),
    )
    kinds = _words(MAATREGEL_SOORTEN, words.MEASURES, first=_("kies"))
    measures = Group(
        "maatregelen",
        _("Maatregel"),
        _("Maatregel toevoegen"),
        (Field("soort", _("Soort"), CHOICE, kinds, required=True), Field("school", _("School"), TEXT), van, tot),
        ("maatregelen",),
    )
    return (
        Step("toah", _("Tijdelijk onderwijs aan huis"), _("Les thuis tijdens een ziekte (TOAH)."), groups=(toah,)),
        Step("maatregelen", _("Schorsing en uitsluiting"), _("Tuchtmaatregelen van de school."), groups=(measures,)),
    )


def _settings() -> Step:
    fields = tuple(
        Field(
            name,
            capfirst(setting.uitleg),
            SETTING,
            help=_("Leeg: %(default)s.") % {"default": _default(setting.standaard)},
            may_be_off=True,
        )
        for name, setting in INSTELLINGEN.items()
    )
    intro = _("Waar de wet geen getal geeft, kiest een school zelf. Laat leeg om de standaard te houden.")
    return Step("instellingen", _("Instellingen"), intro, ("instellingen",), fields)


def _default(value: int | date | None) -> str:
    if value is None:
        return _("uitgeschakeld")
    return value.isoformat() if isinstance(value, date) else str(value)


@cache
def steps() -> tuple[Step, ...]:
    """The steps in the order in which they are filled in."""
    return (_pupil(), _enrolments(), _calendar(), _absences(), *_acts(), *_measures(), _settings())
