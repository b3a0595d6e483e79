"""Lists for who works beyond the school: VDAB, municipalities, a LOP. Each says why it may be made, and is logged.

A list holds what its reader needs to find somebody, and no word about why that person is absent or gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.cases.models import Exit
from leerrecht.cases.models.mediation import Destination
from leerrecht.consent.models import Answer, Consent, Giver
from leerrecht.enrolment.models import Enrolment, YearResult
from leerrecht.facts.contributors import contributors
from leerrecht.law.leerplicht import leerplicht
from leerrecht.leerplicht.domain.queries import checks
from leerrecht.leerplicht.domain.queries.children import looked, visible
from leerrecht.leerplicht.models import Check, CheckKind, ListedChild
from leerrecht.people.models import Contact

VDAB, TOWN, NUMBERS = "vdab", "gemeente", "aantallen"
# Who has a place is not handed over: work, a course, an examination board (seed: 002:2199-2201).
WITHOUT_PLACE = (Destination.VDAB, Destination.NOTHING, Destination.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: for whom, on what ground, and which columns it has."""

    key: str
    title: Any
    ground: Any
    heads: Sequence[Any]


KINDS = {
    one.key: one
    for one in (
        Kind(
            VDAB, gettext_lazy("Ongekwalificeerde schoolverlaters, voor de VDAB"),
            gettext_lazy(
                "Warme overdracht door het CLB van wie niet meer leerplichtig is en het onderwijs zonder kwalificatie "
                "verliet (Rekenhof 2021, regel 2199-2201). Alleen met toestemming van de jongere zelf (AVG art. "
                "6.1.a): wie ze niet gaf, staat er niet op. Geen document noemt velden: dit is wat nodig is om iemand "
                "te bereiken."
            ),
            (
                gettext_lazy("Naam"), gettext_lazy("Voornaam"), gettext_lazy("Geboortedatum"), gettext_lazy("Adres"),
                gettext_lazy("Postcode"), gettext_lazy("Gemeente"), gettext_lazy("Laatste school"),
                gettext_lazy("Laatste dag op school"), gettext_lazy("Toestemming sinds"),
            ),
        ),
        Kind(
            TOWN, gettext_lazy("Kinderen die nergens gevonden zijn, voor het lokaal bestuur"),
            gettext_lazy(
                "Jaarlijkse leerplichtcontrole: de lijst van de kinderen die overblijven na brief en herinnering gaat "
                "naar het college van de gemeente waar ze wonen (Actieplan ‘Afwezig op school’, regel 1181-1185; "
                "Kinderrechtencommissariaat 2025, regel 2365-2373). Een gemeente krijgt alleen haar eigen "
                "kinderen. Gebruik de lijst om ze te vinden, en bewaar ze niet langer dan dat."
            ),
            (
                gettext_lazy("Naam"), gettext_lazy("Voornaam"), gettext_lazy("Geboortedatum"), gettext_lazy("Adres"),
                gettext_lazy("Postcode"), gettext_lazy("Gemeente"), gettext_lazy("Bezorgd op"),
            ),
        ),
        Kind(
            NUMBERS, gettext_lazy("Aantallen van de leerplichtcontrole, voor LOP en overheid"),
            gettext_lazy(
                "Aantallen per gemeente van de eigen streek, zonder één naam (Kinderrechtencommissariaat 2025, regel "
                "2376-2384). Kleine aantallen zijn verborgen, en zoveel andere dat niemand ze kan terugrekenen."
            ),
            (
                gettext_lazy("Controle"), gettext_lazy("Peildatum"), gettext_lazy("Gemeente"),
                gettext_lazy("Op de lijst"), gettext_lazy("Nergens gevonden"),
            ),
        ),
    )
}  # fmt: skip


# Handed by who leads the check, never taken by another.
FAMILY_SERVICE = Kind(
    "kind-gezin", gettext_lazy("Kleuters die nergens ingeschreven zijn, voor Kind en Gezin"),
    gettext_lazy(
        "AGODI legt de leerlingendatabank naast het bevolkingsregister; de lijst van de kleuters gaat naar Kind en "
        "Gezin (Kinderrechtencommissariaat 2025, regel 2376-2384)."
    ),
    KINDS[TOWN].heads,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of a list, and how many are left out because they gave no consent."""

    kind: Kind
    rows: Sequence[Sequence[Any]]
    without_consent: int = 0


def allowed(by: Principal) -> list[Kind]:
    """The lists that somebody may make: VDAB a CLB, children a municipality, numbers whoever sees them.

    Who leads the check hands children to each municipality apart, by :func:`handed`.
    """
    found = []
    if by.can(acts.CLB_DOOR):
        found.append(KINDS[VDAB])
    if by.can(acts.LEERPLICHT_VIEW) and not (by.can(acts.CLB_DOOR) or by.can(acts.LEERPLICHT_KEEP)):
        found.append(KINDS[TOWN])
    if by.can(acts.LEERPLICHT_FIGURES):
        found.append(KINDS[NUMBERS])
    return found


def make(by: Principal, key: str) -> Made:
    """One list, logged with everybody on it. Raises ``Denied`` for who may not make it."""
    kind = next((one for one in allowed(by) if one.key == key), None)
    if kind is None:
        raise policy.Denied(_("Uw functie maakt deze lijst niet."))
    return {VDAB: _for_vdab, TOWN: _for_town, NUMBERS: _numbers}[key](by, kind)


def handed(by: Principal, check: Check, children: Sequence[ListedChild]) -> Made:
    """The names that AGODI handed on a day to one municipality, or to Kind en Gezin; that they were read is logged."""
    kind = KINDS[TOWN] if check.kind == CheckKind.COMPULSORY else FAMILY_SERVICE
    _record(by, kind.key, len(children))
    return Made(kind, [_child(one) for one in children])


def _for_town(by: Principal, kind: Kind) -> Made:
    rows = list(visible(by).filter(handed_on__isnull=False).order_by("postcode", "sort_key", "pk"))
    waiting = [one for one in rows if one.waits]
    looked(by, waiting)
    _record(by, kind.key, len(waiting))
    return Made(kind, [_child(one) for one in waiting])


def _child(one: ListedChild) -> tuple[Any, ...]:
    on = one.handed_on or one.family_service_on
    return one.last_name, one.first_name, one.birth_date, one.address, one.postcode, one.town, on


def _numbers(by: Principal, kind: Kind) -> Made:
    rows = [
        (one.kind, one.day, row.name, _shown(row.listed), _shown(row.absent))
        for one in checks.figures(by)
        for row in (*one.rows, checks.Figure(_("Samen"), one.listed, one.absent))
    ]
    _record(by, kind.key, len(rows))
    return Made(kind, rows)


def _shown(number: int | None) -> Any:
    return _("verborgen") if number is None else number


def _for_vdab(by: Principal, kind: Kind) -> Made:
    """Who left without a qualification, is not of compulsory age, goes to no school and has no other place."""
    left: dict[int, Exit] = {}
    exits = policy.visible(Exit, to=by, act=acts.NOTE_VIEW).select_related("pupil").order_by("left_on", "pk")
    for one in exits:
        left[one.pupil_id] = one
    ids = [pupil for pupil, one in left.items() if one.destination in WITHOUT_PLACE and not one.pupil.diploma_on]
    # Whether somebody goes to school or got a qualification elsewhere decides, wherever that is written.
    with lend(command("lijsten", by.on, vaults={Gedeeld.key})):
        placed = _placed(ids, by)
        found = [left[pupil] for pupil in ids if pupil not in placed]
        pupils = [one.pupil_id for one in found]
        given, where, schools = _consents(by, pupils), _addresses(pupils), _schools(pupils)
    told = sorted((one for one in found if one.pupil_id in given), key=lambda one: one.pupil.sort_key)
    rows = [
        (
            one.pupil.last_name, one.pupil.first_name, one.pupil.birth_date, *where.get(one.pupil_id, ("", "", "")),
            schools.get(one.pupil_id, ""), one.left_on, given[one.pupil_id],
        )
        for one in told
    ]  # fmt: skip
    if told:
        log.record_list(
            by=by, act="list.vdab", kind=Exit._meta.label_lower, compartments=(Gedeeld.key,),
            shown=[(one.pupil_id, one.organisation_id) for one in told], why=by.why(acts.NOTE_VIEW),
        )  # fmt: skip
    _record(by, kind.key, len(rows))
    return Made(kind, rows, len(found) - len(told))


def _placed(pupils: Sequence[int], by: Principal) -> set[int]:
    """Who goes to a school, has a qualification, or still has to learn."""
    found = set(Enrolment.objects.filter(pupil__in=pupils, period__contains=by.on).values_list("pupil_id", flat=True))
    found |= set(
        YearResult.objects.filter(enrolment__pupil__in=pupils).exclude(qualification="")
        .values_list("enrolment__pupil_id", flat=True)
    )  # fmt: skip
    people = contributors()["leerling"](pupils, by.on)
    return found | {pupil for pupil in pupils if _must_learn(people.get(pupil), by)}


def _must_learn(pieces: Sequence[Any] | None, by: Principal) -> bool:
    """Whether the law still holds compulsory education for this pupil today; unknown counts as yes."""
    period = leerplicht(pieces[0], by.on) if pieces else None
    return period is None or by.on < period[2]


def _consents(by: Principal, pupils: Sequence[int]) -> dict[int, Any]:
    """Since when each of them consents to this, by their own word; a refusal elsewhere outweighs it."""
    rows = Consent.objects.filter(
        pupil__in=pupils, purpose=VDAB, giver=Giver.PUPIL, period__contains=by.on, withdrawn_on=None
    )
    answers = {(one.pupil_id, one.answer): one.period.lower for one in rows.order_by("recorded_at")}
    refused = {pupil for pupil, answer in answers if answer != Answer.CONSENT}
    return {pupil: since for (pupil, _answer), since in answers.items() if pupil not in refused}


def _addresses(pupils: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Where the household of each lives; never of a contact whom a judge bars."""
    rows = Contact.objects.filter(pupil__in=pupils, lives_with=True, barred=False).exclude(street="")
    return {
        one.pupil_id: (f"{one.street} {one.house_number} {one.box}".strip(), one.postcode, one.municipality)
        for one in rows.order_by("-order", "-pk")
    }


def _schools(pupils: Sequence[int]) -> dict[int, str]:
    rows = Enrolment.objects.filter(pupil__in=pupils).order_by("period")
    return dict(rows.values_list("pupil_id", "school__name"))


def _record(by: Principal, key: str, number: int) -> None:
    log.record(by=by, act="list.make", kind="lijst", detail={"list": key, "rows": number})
