"""What is done beside asking schools: talks, opvang, the LOP, a move, and manifest unwillingness."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.law.calendar import school_year
from leerrecht.organisations.models import School, SchoolKind
from leerrecht.placement.domain.common import done, house_of, is_centre, not_before, not_later, opened, told
from leerrecht.placement.models import Answer, Declined, RotaPlace, RotaTurn, SchoolSearch, Step, StepKind

OF_THE_SCHOOL = frozenset({StepKind.SHELTER, StepKind.NO_SHELTER, StepKind.UNWILLING})
"""What the school that excluded does itself."""
# Whoever finds a place too far or not of the study is not unwilling (000:9012-9047).
REASONABLE = (Declined.FAR, Declined.STUDY, Declined.CARE)


@transaction.atomic
def take_step(
    *,
    by: Principal,
    search: SchoolSearch,
    kind: str,
    on: dt.date,
    words: str = "",
    rota_id: int | None = None,
    region_id: int | None = None,
) -> Step:
    """Note a step. ``rota_id``: whose turn it is; ``region_id``: where the pupil lives now.

    Opvang and unwillingness reach the law. What the documents forbid raises ``ValidationError`` with the reason.
    """
    search, why = opened(by, search)
    not_later(by, on)
    not_before(on, search.since)
    if kind not in StepKind.values:
        raise ValidationError({"kind": _("Kies uit de lijst.")})
    if kind in OF_THE_SCHOOL:
        _of_the_school(by, search)
    if kind == StepKind.NO_SHELTER and not words.strip():
        raise ValidationError({"words": _("Zonder opvang krijgen de ouders de reden schriftelijk. Noteer die hier.")})
    if kind == StepKind.UNWILLING:
        _unwilling(search, words)
    school = None
    if kind == StepKind.ROTA:
        school = _turn(by, search, rota_id, on)
    if kind == StepKind.MOVED:
        _moved(by, search, region_id)
    note = told(by, search, str(StepKind(kind).label).capitalize(), words, why)
    step = Step.objects.create(search=search, kind=kind, on=on, school=school, by_name=house_of(by, search), note=note)
    done(by, search, "placement.step", why)
    return step


def _of_the_school(by: Principal, search: SchoolSearch) -> None:
    if search.excluded_on is None or search.school_id is None:
        raise ValidationError(
            {"kind": _("Dit geldt alleen na een definitieve uitsluiting door een school in dit systeem.")}
        )
    if not by.system and is_centre(by, search):
        raise policy.Denied(_("Dit legt de school vast die de leerling uitsloot."))


def _unwilling(search: SchoolSearch, words: str) -> None:
    """A school offered a place, and it was not a far journey or another study for which it was left."""
    left = search.approaches.filter(answer=Answer.DECLINED)
    if not left.exclude(declined__in=REASONABLE).exists():
        raise ValidationError(
            {"kind": _(
                "Manifeste onwil vraagt een echt aanbod: een school met een plaats, die leerling en ouders niet namen "
                "om een andere reden dan de afstand, de studie of de nodige zorg. Noteer eerst dat antwoord."
            )}
        )  # fmt: skip
    if not words.strip():
        raise ValidationError(
            {"words": _("Schrijf op waaruit de onwil blijkt, en wat leerling en ouders er zelf van zeggen.")}
        )


def _turn(by: Principal, search: SchoolSearch, rota_id: int | None, on: dt.date) -> School:
    found = policy.visible(RotaPlace, to=by, act=acts.PLACEMENT_KEEP).filter(pk=rota_id or 0).select_related("school")
    place = found.first()
    if place is None:
        raise ValidationError({"rota_id": _("Kies de school die het LOP aanwees.")})
    if search.kind != SchoolKind.GEWOON or place.school_id == search.school_id:
        raise ValidationError(
            {"rota_id": _("De beurtrol geldt voor het gewoon onderwijs, en niet voor de school die uitsloot.")}
        )
    turn, _made = RotaTurn.objects.get_or_create(place=place, school_year=school_year(on))
    turn.number += 1
    turn.save(update_fields=["number"])
    return place.school


def _moved(by: Principal, search: SchoolSearch, region_id: int | None) -> None:
    """The search goes on where the pupil lives now: other schools are near, and another LOP."""
    near = policy.visible(Region, to=by, act=acts.DIRECTORY_VIEW).filter(pk=region_id or 0)
    search.region = near.first()
    search.agreed_on = None
    search.save(update_fields=["region", "agreed_on"])
