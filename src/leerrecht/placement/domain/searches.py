"""Beginning a search, who works at it, and what is looked for."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.cases import open_case
from leerrecht.cases.domain.places import columns, home_of, place_for
from leerrecht.directory.models import Region
from leerrecht.enrolment.models import Enrolment, Level
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation, SchoolKind
from leerrecht.people.models import Pupil
from leerrecht.placement.domain.common import done, is_centre, not_before, not_later, opened, told
from leerrecht.placement.domain.settling import settle
from leerrecht.placement.domain.standing import enrolment_of, exclusion_of, last_enrolment
from leerrecht.placement.models import Network, SchoolSearch, Why

MOST_KM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is looked for: the study wanted, how far, which net (000:8954-8968); ``words`` becomes a note."""

    level: str = Level.SECUNDAIR
    kind: str = SchoolKind.GEWOON
    study: str = ""
    from_2b: bool = False
    most_km: int | None = None
    network: str = Network.ANY
    region_id: int | None = None
    agreed_on: dt.date | None = None
    words: str = ""


@transaction.atomic
def begin_search(
    *,
    by: Principal,
    pupil: Pupil,
    why: str,
    since: dt.date | None = None,
    wishes: Wishes | None = None,
    organisation: Organisation | int | None = None,
) -> SchoolSearch:
    """Begin a search for a pupil without a school, and the case in which school and CLB meet.

    ``why`` is one of ``Why``. Of an exclusion noted here the school and its first day are known; else ``since`` tells
    the first day without school. Raises ``ValidationError`` (a pupil who has a school, a search that runs already),
    ``Denied``.
    """
    house = _house(by, pupil, organisation)
    place = place_for(by, pupil, house)
    settle([pupil.pk], on=by.on)
    if why not in Why.values:
        raise ValidationError({"why": _("Kies waarom de leerling geen school heeft.")})
    known = _known(by, pupil, why, since)
    open_case(by=by, pupil=pupil, on=by.on, organisation=house)
    of_last = {name: known.pop(name) for name in ("level", "kind")}
    wanted = wishes or Wishes(**of_last)
    search = SchoolSearch(
        **columns(by, pupil.pk, place), why=why, begun_on=by.on, last_act_on=by.on, **known, **_wanted(by, wanted),
    )  # fmt: skip
    search.pupil = pupil
    _seat(by, search)
    twice = _("Er loopt al een zoektocht voor deze leerling. Ga daarin verder.")
    with refusals({"placement_open_once": twice}):
        search.save(force_insert=True)
    told(by, search, _("Wensen bij het zoeken naar een school"), wanted.words, place.why)
    done(by, search, "placement.begin", place.why)
    return search


def _house(by: Principal, pupil: Pupil, organisation: Organisation | int | None) -> Organisation:
    if organisation is None:
        return home_of(by, pupil)
    pk = organisation if isinstance(organisation, int) else organisation.pk
    return Organisation.objects.get(pk=pk)


def _known(by: Principal, pupil: Pupil, why: str, since: dt.date | None) -> dict[str, Any]:
    """What is on record: the exclusion or the last school, and since when there is none."""
    last = last_enrolment(pupil.pk, by.on)
    enrolled = last is not None and _holds(last, by.on)
    exclusion = exclusion_of(pupil.pk, by.on)
    found: dict[str, Any] = {
        "level": last.level if last else Level.SECUNDAIR, "kind": last.kind if last else SchoolKind.GEWOON,
        "school_id": None, "excluded_on": None,
    }  # fmt: skip
    if why == Why.EXCLUDED:
        if exclusion is not None:
            new = enrolment_of(pupil.pk, by.on, since=exclusion.since, without=exclusion.school_id)
            if new is not None:
                raise ValidationError(_("De leerling is na de uitsluiting al in een school ingeschreven."))
            return found | {
                "since": exclusion.since, "excluded_on": exclusion.since, "school_id": exclusion.school_id
            }  # fmt: skip
        if enrolled:
            raise ValidationError(
                {"why": _("Er is voor deze leerling geen definitieve uitsluiting genoteerd die al begonnen is.")}
            )
    elif enrolled:
        raise ValidationError(
            {"why": _("De leerling is ingeschreven. Een zoektocht begint na een uitsluiting of zonder inschrijving.")}
        )
    first = since or (last.period.upper if last is not None else None)
    if first is None:
        raise ValidationError({"since": _("Vul in sinds wanneer de leerling geen school heeft.")})
    not_later(by, first, "since")
    if last is not None and last.period.upper is not None:
        not_before(first, last.period.upper, "since")
    school = last.school_id if last is not None and why != Why.NEVER else None
    return found | {
        "since": first, "excluded_on": first if why == Why.EXCLUDED else None, "school_id": school
    }  # fmt: skip


def _holds(enrolment: Enrolment, day: dt.date) -> bool:
    upper = enrolment.period.upper
    return bool(enrolment.period.lower <= day and (upper is None or day < upper))


def _wanted(by: Principal, wishes: Wishes) -> dict[str, Any]:
    """The columns, once they are right. Raises ``ValidationError`` by field."""
    wrong: dict[str, str] = {}
    for name, words, choices in (
        ("level", wishes.level, Level.values), ("kind", wishes.kind, SchoolKind.values),
        ("network", wishes.network, Network.values),
    ):  # fmt: skip
        if words not in choices:
            wrong[name] = _("Kies uit de lijst.")
    if wishes.most_km is not None and not 1 <= wishes.most_km <= MOST_KM:
        wrong["most_km"] = _("Geef een afstand van 1 tot %(most)d kilometer.") % {"most": MOST_KM}
    near = policy.visible(Region, to=by, act=acts.DIRECTORY_VIEW)
    if wishes.region_id is not None and not near.filter(pk=wishes.region_id).exists():
        wrong["region_id"] = _("Kies een streek uit de lijst.")
    if wishes.agreed_on is not None and wishes.agreed_on > by.on:
        wrong["agreed_on"] = _("De datum ligt in de toekomst. Noteer wat al gebeurd is.")
    if wrong:
        raise ValidationError(wrong)
    found = {field.name: getattr(wishes, field.name) for field in fields(wishes) if field.name != "words"}
    return found | {"study": " ".join(wishes.study.split())[:120]}


def _seat(by: Principal, search: SchoolSearch) -> None:
    """Who begins it searches for the own house; the other house is asked to name somebody."""
    if by.user_id is None:
        return
    if is_centre(by, search):
        search.centre_who = name_of(by)
    else:
        search.school_who = name_of(by)


@transaction.atomic
def join(*, by: Principal, search: SchoolSearch) -> SchoolSearch:
    """Somebody searches for the own house: school and CLB both have a name on it. Raises ``Denied``."""
    search, why = opened(by, search)
    _seat(by, search)
    search.save(update_fields=["school_who", "centre_who"])
    done(by, search, "placement.join", why)
    return search


@transaction.atomic
def change_wishes(*, by: Principal, search: SchoolSearch, wishes: Wishes) -> SchoolSearch:
    """What is looked for changed, as talked over with the pupil. Raises ``Denied``, ``ValidationError`` by field."""
    search, why = opened(by, search)
    for name, value in _wanted(by, wishes).items():
        setattr(search, name, value)
    search.save()
    told(by, search, _("Wensen bij het zoeken naar een school"), wishes.words, why)
    done(by, search, "placement.wishes", why)
    return search
