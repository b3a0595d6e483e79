"""What a LOP agreed on refusals, and the rota of its schools."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.law.calendar import school_year
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation, School, SchoolKind, SchoolLevel
from leerrecht.placement.models import LopAgreement, Measured, RotaPlace

MOST = 999


def lop_of(by: Principal) -> Organisation:
    """The LOP for which somebody works. Raises ``Denied``."""
    own = by.organisations(acts.PLACEMENT_LOP)
    found = Organisation.objects.filter(pk__in=own).order_by("pk").first()
    if found is None:
        raise policy.Denied(_("Dit is voor het lokaal overlegplatform."))
    return found


@transaction.atomic
def agree(
    *,
    by: Principal,
    since: dt.date,
    with_file: int | None,
    taken_in: int | None,
    measured: str,
    until: dt.date | None = None,
    answer_days: int | None = None,
) -> LopAgreement:
    """Keep an agreement; the one before it ends the day before. Both numbers are needed (000:2595-2607).

    Raises ``Denied``, ``ValidationError`` by field.
    """
    lop = lop_of(by)
    wrong = {
        name: _("Een afspraak moet met dit aantal rekening houden. Zonder dat kan een school niet weigeren.")
        for name, number in (("with_file", with_file), ("taken_in", taken_in))
        if number is None or not 1 <= number <= MOST
    }
    if measured not in Measured.values:
        wrong["measured"] = _("Kies uit de lijst.")
    if until is not None and until < since:
        wrong["until"] = _("Kies een dag op of na het begin.")
    if wrong or with_file is None or taken_in is None:
        raise ValidationError(wrong)
    before = LopAgreement.objects.filter(lop=lop, since__lt=since)
    for one in before:
        if one.until is None or one.until >= since:
            one.until = since - dt.timedelta(days=1)
            one.save(update_fields=["until"])
    made = LopAgreement(
        lop=lop, since=since, until=until, files=with_file, taken_in=taken_in, measured=measured,
        answer_days=answer_days, made_by=name_of(by),
    )  # fmt: skip
    with refusals({"lop_agreement_once_a_day": _("Vanaf die dag geldt al een afspraak.")}):
        made.save(force_insert=True)
    log.record(by=by, act="placement.lop", on=made, organisation_id=lop.pk, why=by.why(acts.PLACEMENT_LOP))
    return made


@transaction.atomic
def set_rota(*, by: Principal, schools: Sequence[int]) -> list[RotaPlace]:
    """The schools of the rota in their order; who leaves it keeps no turns. Raises ``Denied``, ``ValidationError``."""
    lop = lop_of(by)
    known = set(schools_of_lop(lop).values_list("pk", flat=True))
    if len(set(schools)) != len(schools) or not known.issuperset(schools):
        raise ValidationError(
            {"schools": _("Kies scholen van het gewoon secundair onderwijs van uw streek, elk één keer.")}
        )
    RotaPlace.objects.filter(lop=lop).exclude(school__in=schools).delete()
    for position, school in enumerate(schools, start=1):
        RotaPlace.objects.update_or_create(lop=lop, school_id=school, defaults={"position": position})
    log.record(by=by, act="placement.lop", on=lop, organisation_id=lop.pk, why=by.why(acts.PLACEMENT_LOP))
    return rota_of(lop, by.on)


def schools_of_lop(lop: Organisation) -> "QuerySet[School]":
    """Ordinary secondary schools of the regions of a LOP."""
    near = Region.objects.filter(members=lop).values("pk")
    here = Region.members.through.objects.filter(region__in=near).values("organisation_id")
    return School.objects.filter(
        pk__in=here, level=SchoolLevel.SECUNDAIR, school_kind=SchoolKind.GEWOON
    ).order_by("name", "pk")  # fmt: skip


def rota_of(lop: Organisation | int, on: dt.date) -> list[RotaPlace]:
    """Whose turn it is first: fewest turns this school year, then the agreed order. Two queries.

    Each has ``taken``: the turns of this school year.
    """
    year = school_year(on)
    key = lop if isinstance(lop, int) else lop.pk
    places = list(RotaPlace.objects.filter(lop_id=key).select_related("school").prefetch_related("turns"))
    for place in places:
        place.taken = sum(turn.number for turn in place.turns.all() if turn.school_year == year)
    return sorted(places, key=lambda one: (one.taken, one.position, one.pk))
