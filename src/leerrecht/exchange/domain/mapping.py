"""How the columns of somebody else's table become ours: a mapping profile, pure and storable as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht import law
from leerrecht.exchange.domain.files import SEPARATORS, Value

SCHOOLS, PUPILS, ABSENCES = "scholen", "leerlingen", "afwezigheden"
# A zip whose columns the standard prescribes: no profile is made for it.
ROSTER = "oneroster"
KINDS = {SCHOOLS: gettext_lazy("scholen"), PUPILS: gettext_lazy("leerlingen"), ABSENCES: gettext_lazy("afwezigheden")}

LATE, UNKNOWN, MEDICAL = "L", "-", "D"
BY_PART, BY_DAY, BY_DURATION = "dagdeel", "dag", "duur"
HALF_DAYS = {
    BY_PART: gettext_lazy("één halve dag: een kolom zegt welk dagdeel"),
    BY_DAY: gettext_lazy("een hele dag: voormiddag en namiddag"),
    BY_DURATION: gettext_lazy("een aantal dagen: 1 is voormiddag en namiddag"),
}
DATE_FORMATS = {
    "dd/mm/jjjj": "%d/%m/%Y",
    "dd-mm-jjjj": "%d-%m-%Y",
    "dd.mm.jjjj": "%d.%m.%Y",
    "jjjj-mm-dd": "%Y-%m-%d",
    "jjjjmmdd": "%Y%m%d",
    "mm/dd/jjjj": "%m/%d/%Y",
    "dd/mm/jj": "%d/%m/%y",
}
_ISO = "jjjj-mm-dd"
PARTS = {
    "vm": "vm", "voormiddag": "vm", "am": "vm", "v": "vm", "1": "vm",
    "nm": "nm", "namiddag": "nm", "pm": "nm", "n": "nm", "2": "nm",
}  # fmt: skip
MISSING = "kolom"


class Field(NamedTuple):
    key: str
    label: str
    required: bool = False


FIELDS: dict[str, tuple[Field, ...]] = {
    SCHOOLS: (
        Field("instellingsnummer", "Instellingsnummer", required=True),
        Field("naam", "Naam", required=True),
        Field("niveau", "Niveau", required=True),
        Field("soort", "Soort"),
    ),
    PUPILS: (
        Field("leerlingnummer", "Leerlingnummer", required=True),
        Field("naam", "Naam", required=True),
        Field("voornaam", "Voornaam", required=True),
        Field("geboortedatum", "Geboortedatum", required=True),
        Field("instellingsnummer", "Instellingsnummer", required=True),
        Field("klas", "Klas", required=True),
        Field("begindatum", "Begindatum inschrijving", required=True),
        Field("insz", "Rijksregisternummer"),
        Field("niveau", "Niveau"),
    ),
    ABSENCES: (
        Field("leerlingnummer", "Leerlingnummer", required=True),
        Field("datum", "Datum", required=True),
        Field("code", "Code", required=True),
        Field("dagdeel", "Dagdeel"),
        Field("duur", "Duur (dagen)"),
        Field("minuten", "Minuten te laat"),
    ),
}
FIXABLE = {SCHOOLS: ("niveau", "soort"), PUPILS: ("instellingsnummer", "klas", "begindatum"), ABSENCES: ()}
NUMBERS = ("leerlingnummer", "instellingsnummer")


@dataclass(frozen=True)
class Profile:
    """A mapping profile. Columns are headings of the file by field; codes map the words of the file to letters.

    ``pad`` fills a number up with zeros to so many digits; ``last`` keeps so many of its last digits.
    """

    kind: str
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    date_format: str = "dd/mm/jjjj"
    codes: Mapping[str, str] = field(default_factory=dict)
    half_days: str = BY_PART
    pad: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """With the Dutch keys of a profile file."""
        values = asdict(self)
        return {dutch: values[key] for dutch, key in _JSON.items()}


_JSON = {
    "soort": "kind",
    "naam": "name",
    "kolommen": "columns",
    "vast": "fixed",
    "scheiding": "separator",
    "datum": "date_format",
    "codes": "codes",
    "halve_dagen": "half_days",
    "aanvullen": "pad",
    "laatste_cijfers": "last",
}


def letters() -> dict[str, str]:
    """The letters to which a code may be translated, each with its meaning."""
    return {
        **{letter: code.naam for letter, code in law.CODES.items()},
        MEDICAL: _("ziek met medisch attest (wordt Z)"),
        LATE: _("te laat (wel aanwezig)"),
        UNKNOWN: _("reden nog niet bekend"),
    }


def builtin(kind: str) -> Profile:
    """The profile of the plain files, with our own headings."""
    return Profile(
        kind=kind,
        name=_("gewone kolommen"),
        columns={each.key: each.label for each in FIELDS[kind]},
        codes={letter: letter for letter in letters()} if kind == ABSENCES else {},
        pad={"leerlingnummer": 10} if kind != SCHOOLS else {"instellingsnummer": 6},
    )


def from_json(data: object) -> Profile:
    """Check and take over a profile; raises ``ValidationError`` that names the key that is wrong."""
    if not isinstance(data, dict):
        raise ValidationError(_("Een profiel is een JSON-object met sleutels als “soort” en “kolommen”."))
    unknown = [key for key in data if key not in _JSON]
    if unknown:
        raise ValidationError(
            _("Het profiel heeft een onbekende sleutel “%(key)s”. Mogelijk zijn: %(keys)s.")
            % {"key": unknown[0], "keys": ", ".join(_JSON)}
        )
    values = {_JSON[key]: value for key, value in data.items()}
    for key, name in (("columns", "kolommen"), ("fixed", "vast"), ("codes", "codes")):
        if not _is_words(values.get(key, {})):
            raise ValidationError(_("“%(key)s” in het profiel moet woorden aan woorden koppelen.") % {"key": name})
    for key, name in (("pad", "aanvullen"), ("last", "laatste_cijfers")):
        if not _is_digits(values.get(key, {})):
            raise ValidationError(
                _("“%(key)s” in het profiel koppelt leerlingnummer of instellingsnummer aan een aantal van 1 tot 20.")
                % {"key": name}
            )
    profile = Profile(**{"kind": "", **values})
    check(profile)
    return profile


def check(profile: Profile) -> None:
    """Raise ``ValidationError`` where the profile cannot work, whatever the file."""
    _check_choice("soort", profile.kind, list(KINDS))
    _check_choice("datum", profile.date_format, list(DATE_FORMATS))
    _check_choice("halve_dagen", profile.half_days, list(HALF_DAYS))
    _check_choice("scheiding", profile.separator, ["", *SEPARATORS])
    fields = {each.key: each for each in FIELDS[profile.kind]}
    for key in [*profile.columns, *profile.fixed]:
        _check_choice("kolommen", key, list(fields))
    for key in profile.fixed:
        _check_choice("vast", key, list(FIXABLE[profile.kind]))
    for each in fields.values():
        if each.required and not profile.columns.get(each.key) and not profile.fixed.get(each.key):
            raise ValidationError(
                _("Het profiel zegt niet in welke kolom “%(field)s” staat. Kies een kolom.") % {"field": each.label}
            )
    needed = {BY_PART: "dagdeel", BY_DURATION: "duur"}.get(profile.half_days)
    if profile.kind == ABSENCES and needed and not profile.columns.get(needed):
        raise ValidationError(
            _("Voor deze manier van tellen is de kolom “%(field)s” nodig. Kies een kolom.")
            % {"field": fields[needed].label}
        )
    for word, letter in profile.codes.items():
        if letter not in letters():
            raise ValidationError(
                _("“%(word)s” wijst naar code “%(letter)s”, die niet bestaat. Kies uit %(letters)s.")
                % {"word": word, "letter": letter, "letters": " ".join(letters())}
            )
    if "begindatum" in profile.fixed:
        parse_date(profile.fixed["begindatum"], DATE_FORMATS[_ISO])


def _check_choice(key: str, value: object, choices: Sequence[str]) -> None:
    if value not in choices:
        raise ValidationError(
            _("“%(key)s” in het profiel is “%(value)s”; mogelijk zijn: %(choices)s.")
            % {"key": key, "value": value, "choices": ", ".join(repr(choice) for choice in choices)}
        )


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for pair in value.items() for word in pair)


def _is_digits(value: object) -> bool:
    most = 20
    return isinstance(value, dict) and all(
        key in NUMBERS and isinstance(number, int) and 1 <= number <= most for key, number in value.items()
    )


def parse_date(value: Value, pattern: str) -> date:
    """A date from a cell; raises ``ValidationError`` for one that does not exist or is written otherwise."""
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(value, pattern).date()  # noqa: DTZ007 - a day, not a moment
    except ValueError as error:
        shown = next(name for name, each in DATE_FORMATS.items() if each == pattern)
        raise ValidationError(
            _("“%(value)s” is geen bestaande datum in de vorm %(form)s.") % {"value": value, "form": shown}
        ) from error


def _wanted(heading: str, label: str) -> str:
    return f"“{heading}” ({label})" if heading and heading != label else f"“{label}”"


class Reader:
    """A profile bound to the headings of one file: gives the value of a field in a row."""

    def __init__(self, profile: Profile, headings: Sequence[str]) -> None:
        self.profile = profile
        self.width = len(headings)
        self._pattern = DATE_FORMATS[profile.date_format]
        self._places: dict[str, int] = {}
        self._codes = {plain(word): letter for word, letter in profile.codes.items()}
        known = {plain(heading): place for place, heading in reversed(list(enumerate(headings)))}
        for each in FIELDS[profile.kind]:
            heading = profile.columns.get(each.key, "")
            if heading and plain(heading) in known:
                self._places[each.key] = known[plain(heading)]
            elif not profile.fixed.get(each.key) and (each.required or self._counts_on(each.key)):
                raise ValidationError(
                    _(
                        "De kolom %(wanted)s ontbreekt in het bestand. Gevonden kolommen: %(found)s. "
                        "Exporteer die kolom mee, of kies of maak een profiel met de juiste kolommen."
                    )
                    % {"wanted": _wanted(heading, str(each.label)), "found": ", ".join(headings)},
                    code=MISSING,
                )

    def _counts_on(self, key: str) -> bool:
        return (
            self.profile.kind == ABSENCES
            and {"dagdeel": BY_PART, "duur": BY_DURATION}.get(key) == self.profile.half_days
        )

    def has(self, key: str) -> bool:
        return key in self._places or bool(self.profile.fixed.get(key))

    def raw(self, values: Sequence[Value], key: str) -> Value:
        place = self._places.get(key)
        if place is None:
            return self.profile.fixed.get(key, "")
        return values[place] if place < len(values) else ""

    def text(self, values: Sequence[Value], key: str) -> str:
        return " ".join(str(self.raw(values, key)).split())

    def number(self, values: Sequence[Value], key: str) -> str:
        """A number as it is kept: the last digits only, or filled up with zeros, as the profile says."""
        text = self.text(values, key)
        if text.isdecimal():
            if last := self.profile.last.get(key):
                text = text[-last:]
            text = text.zfill(self.profile.pad.get(key, 0))
        return text

    def day(self, values: Sequence[Value], key: str) -> date:
        fixed = key not in self._places and key in self.profile.fixed
        return parse_date(self.raw(values, key), DATE_FORMATS[_ISO] if fixed else self._pattern)

    def letter(self, values: Sequence[Value]) -> str:
        """The letter of the code column; empty where the profile does not know the word."""
        return self._codes.get(plain(self.text(values, "code")), "")

    def part(self, values: Sequence[Value]) -> str:
        return PARTS.get(plain(self.text(values, "dagdeel")), "")


def guess(profile: Profile, headings: Sequence[str]) -> Profile:
    """The same profile with a column for each field whose name the headings hold, to start an editor with."""
    known = {plain(heading): heading for heading in headings}
    found = {
        each.key: known[plain(word)]
        for each in FIELDS[profile.kind]
        for word in (each.label, each.key)
        if plain(word) in known
    }
    return replace(profile, columns={**found, **{key: value for key, value in profile.columns.items() if value}})


def plain(text: str) -> str:
    """Words as they are compared: whatever their capitals and spaces."""
    return " ".join(text.casefold().split())
