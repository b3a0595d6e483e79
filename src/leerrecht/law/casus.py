"""What is known about one pupil: the casus on which the law is asked.

Everything is immutable. The half-days are strips, one per school year (see `strip`); a school year without a strip is
one in which nothing was noted. `Casus.of_marks` builds the strips from sparse marks such as database rows. Each
enrolment carries its own school's free days, so a pupil who changes school keeps two calendars.

An enrolment without an end is ended by the next one. Casus raises CasusFout for enrolments that overlap otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from leerrecht.law import strip as strips
from leerrecht.law.calendar import NO_DAYS, NO_PARTS, FreeDays, FreeParts, school_year
from leerrecht.law.dates import ONE_DAY

OPEN_END = date(9999, 12, 31)

VRIJSTELLING_REDENEN = ("handicap",)
ATTEST_SOORTEN = ("ouderverklaring", "medisch", "chronisch", "type5", "dixit")
TOAH_GRONDEN = ("langdurig", "chronisch")
MAATREGEL_SOORTEN = ("preventieve_schorsing", "tijdelijke_uitsluiting", "definitieve_uitsluiting")
GEBEURTENIS_SOORTEN = (
    "contact_ouders",
    "gesprek_leerling",
    "begeleidingsmaatregel",
    "begeleidingsdossier",
    "melding_clb",
    "clb_traject",
    "schoolloopbaan_in_gedrang",
    "ouders_geinformeerd_toah",
    "aanvraag_toah",
    "melding_toah",
    "melding_agodi",
    "zoekactie_school",
    "opvang_aangeboden",
    "opvang_gemotiveerd_geweigerd",
    "motivering_geen_begeleiding",
    "deeltijds_akkoord_clb",
    "medische_attestering_chronisch_specialist",
    "manifeste_onwil_schoolaanbod",
)


class CasusFout(ValueError):  # noqa: N818 (a Dutch name)
    """Something in the casus cannot be right; the message, in Dutch, names the key or word and its place."""


@dataclass(frozen=True, slots=True)
class Periode:
    """From `van` to `tot`, both included; `tot` None is open."""

    van: date
    tot: date | None = None

    @property
    def einde(self) -> date:
        """The last day, far in the future where none is known."""
        return self.tot or OPEN_END

    def omvat(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.van <= day and (self.tot is None or day <= self.tot)


@dataclass(frozen=True, slots=True)
class Leerling:
    """The pupil as the law on leerplicht sees them; `twee_leerjaren_so_beeindigd` whether passed or not."""

    geboortedatum: date
    nationaliteit: str = "BE"
    register_inschrijving: date | None = None
    domicilie: str = "BE"
    diploma_secundair: date | None = None
    twee_leerjaren_so_beeindigd: date | None = None
    vrijstellingen: tuple[Periode, ...] = ()
    huisonderwijs: tuple[Periode, ...] = ()
    afstand_school_km: float | None = None


@dataclass(frozen=True, slots=True)
class Inschrijving(Periode):
    """An enrolment; `tot` is the last day enrolled, `school` a label.

    `b_vorige_school` is the total of B brought along in the school year in which it begins: leave it None where the
    half-days at the former school stand in the casus themselves. `niveau` None: not known.
    """

    school: str = ""
    niveau: str | None = None
    soort: str = "gewoon"
    stelsel: str = "voltijds"
    b_vorige_school: int | None = None
    vrije_dagen: FreeDays = NO_DAYS
    vrije_halve_dagen: FreeParts = NO_PARTS


@dataclass(frozen=True, slots=True)
class Afwezigheid(Periode):
    """A period with one code, as people write it; it covers only half-days on which the school holds lessons."""

    code: str = "-"
    dagdelen: tuple[str, ...] = ("vm", "nm")
    grond: str | None = None


@dataclass(frozen=True, slots=True)
class Attest(Periode):
    """A certificate: one of ATTEST_SOORTEN."""

    soort: str = "medisch"


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """An act of people: one of GEBEURTENIS_SOORTEN; `bij` is the begin of the measure or TOAH period it is about."""

    datum: date
    soort: str
    school: str | None = None
    bij: date | None = None


@dataclass(frozen=True, slots=True)
class Toah(Periode):
    """A period of tijdelijk onderwijs aan huis; `grond` langdurig or chronisch."""

    grond: str = "langdurig"


@dataclass(frozen=True, slots=True)
class Maatregel(Periode):
    """A disciplinary measure: one of MAATREGEL_SOORTEN, at a school."""

    soort: str = "tijdelijke_uitsluiting"
    school: str = ""


@dataclass(frozen=True, slots=True)
class Casus:
    """All that is known about one pupil.

    `halve_dagen` maps a school year to its strip of 732 bytes; `gronden` maps (date, part) to the slug of the ground.
    `vrije_dagen` is the calendar where there is no enrolment at all. `instellingen` override defaults by name. `meer`
    holds the facts of the extra topics that are asked, by name (see `topics`).
    """

    leerling: Leerling
    inschrijvingen: tuple[Inschrijving, ...] = ()
    halve_dagen: Mapping[int, bytes] = field(default_factory=dict)
    gronden: Mapping[tuple[date, str], str] = field(default_factory=dict)
    attesten: tuple[Attest, ...] = ()
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    toah: tuple[Toah, ...] = ()
    maatregelen: tuple[Maatregel, ...] = ()
    instellingen: Mapping[str, object] = field(default_factory=dict)
    vrije_dagen: FreeDays = NO_DAYS
    meer: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    perioden: tuple[tuple[date, date, Inschrijving], ...] = field(init=False, repr=False, compare=False)
    per_soort: Mapping[str, Sequence[Gebeurtenis]] = field(init=False, repr=False, compare=False)
    segmenten: tuple[strips.Segment, ...] = field(init=False, repr=False, compare=False)
    momenten: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        perioden = _perioden(self.inschrijvingen)
        segments: tuple[strips.Segment, ...] = tuple(
            (van, tot, item.vrije_dagen, item.vrije_halve_dagen) for van, tot, item in perioden
        )
        if not segments:
            # Absences without any enrolment still lie on the Flemish calendar.
            segments = ((date.min, OPEN_END, self.vrije_dagen, NO_PARTS),)
        per_soort: dict[str, list[Gebeurtenis]] = {}
        for event in sorted(self.gebeurtenissen, key=_by_date):
            per_soort.setdefault(event.soort, []).append(event)
        moments = {event.datum for event in self.gebeurtenissen}
        moments.update(period.van for period in (*self.attesten, *self.toah, *self.maatregelen))
        object.__setattr__(self, "momenten", tuple(sorted(moments)))
        object.__setattr__(self, "perioden", perioden)
        object.__setattr__(self, "segmenten", segments)
        object.__setattr__(self, "per_soort", per_soort)

    @classmethod
    def of_marks(
        cls,
        leerling: Leerling,
        inschrijvingen: Iterable[Inschrijving] = (),
        marks: Iterable[strips.Mark] = (),
        *,
        gronden: Mapping[tuple[date, str], str] | None = None,
        attesten: Iterable[Attest] = (),
        gebeurtenissen: Iterable[Gebeurtenis] = (),
        toah: Iterable[Toah] = (),
        maatregelen: Iterable[Maatregel] = (),
        instellingen: Mapping[str, object] | None = None,
        vrije_dagen: FreeDays = NO_DAYS,
        meer: Mapping[str, tuple[Any, ...]] | None = None,
    ) -> "Casus":
        """A casus from sparse marks (date, part, code); a mark on a half-day without lessons is left out."""
        years: dict[int, list[strips.Mark]] = {}
        for mark in marks:
            years.setdefault(school_year(mark[0]), []).append(mark)
        halve_dagen: dict[int, bytes] = {}
        casus = cls(
            leerling=leerling,
            inschrijvingen=tuple(inschrijvingen),
            halve_dagen=halve_dagen,
            gronden=gronden or {},
            attesten=tuple(attesten),
            gebeurtenissen=tuple(gebeurtenissen),
            toah=tuple(toah),
            maatregelen=tuple(maatregelen),
            instellingen=instellingen or {},
            vrije_dagen=vrije_dagen,
            meer=meer or {},
        )
        for year, noted in years.items():
            halve_dagen[year] = strips.mark(strips.base(year, casus.segmenten), year, noted)
        return casus

    def strip(self, year: int) -> bytes:
        """The strip of a school year: the one given, or one in which nothing was noted."""
        given = self.halve_dagen.get(year)
        return strips.base(year, self.segmenten) if given is None else given

    def inschrijving_op(self, day: date) -> Inschrijving | None:
        """The enrolment on a day."""
        for van, tot, enrolment in self.perioden:
            if van <= day <= tot:
                return enrolment
        return None


def _by_date(event: Gebeurtenis) -> date:
    return event.datum


def _by_start(period: Periode) -> date:
    return period.van


def _perioden(enrolments: tuple[Inschrijving, ...]) -> tuple[tuple[date, date, Inschrijving], ...]:
    ordered = sorted(enrolments, key=_by_start) if len(enrolments) > 1 else enrolments
    found: list[tuple[date, date, Inschrijving]] = []
    for position, enrolment in enumerate(ordered):
        end = enrolment.einde
        if position + 1 < len(ordered) and end >= ordered[position + 1].van:
            following = ordered[position + 1].van
            if enrolment.tot is not None or enrolment.van == following:
                raise CasusFout(_overlap(enrolments, enrolment, ordered[position + 1]))
            end = following - ONE_DAY
        found.append((enrolment.van, end, enrolment))
    return tuple(found)


def _overlap(enrolments: tuple[Inschrijving, ...], former: Inschrijving, following: Inschrijving) -> str:
    place = next(place for place, item in enumerate(enrolments) if item is following)
    until = "" if former.tot is None else f" en loopt tot {former.tot.isoformat()}"
    return (
        f"inschrijvingen[{place}].van: {following.school or 'de school'} begint op {following.van.isoformat()}, "
        f"maar {former.school or 'een andere'} begon op {former.van.isoformat()}{until}"
    )
