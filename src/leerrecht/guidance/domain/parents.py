"""Parents' meetings: when there is one, and which parents came."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Team
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.guidance.models import Came, Ouderaanwezigheid, Oudercontact
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School
from leerrecht.people.models import Contact
from leerrecht.people.rules import PARENTAL

Key = tuple[int, int | None]
"""Pupil and contact; without a contact the parents as a whole."""


@transaction.atomic
def plan_meeting(
    *, by: Principal, school: School, class_group: ClassGroup | None, on: dt.date, title: str
) -> Oudercontact:
    """A moment for the parents of a class, or of the whole school. Raises ``Denied``, ``ValidationError`` by field.

    A teacher plans for the own classes, the care team and the director for all.
    """
    if class_group is not None:
        why = policy.require(by, acts.PARENTS_MEET, class_group)
        if class_group.school_id != school.pk:
            raise ValidationError({"class_group": _("Die klas is van een andere school.")})
    elif by.system or school.pk in by.places(acts.PARENTS_MEET, Reach.SCHOOL):
        why = by.why(acts.PARENTS_MEET, school.pk)
    else:
        raise ValidationError({"class_group": _("Kies een van uw klassen.")})
    text = " ".join(title.split())
    if not text:
        raise ValidationError({"title": _("Geef het oudercontact een naam.")})
    made = Oudercontact(school=school, class_group=class_group, on=on, title=text, made_by=name_of(by))
    with refusals({"parents_meeting_once": {"title": _("Dat oudercontact bestaat al op die dag.")}}):
        made.save(force_insert=True)
    log.record(by=by, act="parents.plan", on=made, organisation_id=school.pk, why=why)
    return made


@transaction.atomic
def record_parents(
    *, by: Principal, meeting: Oudercontact, class_group: ClassGroup, came: Mapping[Key, str]
) -> list[int]:
    """Note for parents of pupils of a class whether they came; an empty value takes back what was noted.

    What was noted already and does not change, stays as it was. Gives the pupils for whom something changed. Raises
    ``Denied``, ``ValidationError``.
    """
    why = policy.require(by, acts.PARENTS_MEET, meeting)
    policy.require(by, acts.PARENTS_MEET, class_group)
    _check(by, meeting, class_group, came)
    meeting = Oudercontact.objects.select_for_update().get(pk=meeting.pk)
    known = {
        (row.pupil_id, row.contact_id): row
        for row in Ouderaanwezigheid.objects.filter(meeting=meeting, pupil_id__in={pupil for pupil, _one in came})
    }
    writer, changed = name_of(by), set[int]()
    for key, value in came.items():
        row = known.get(key)
        if (row.came if row else "") == value:
            continue
        changed.add(key[0])
        if row is not None:
            row.delete()
        if value:
            Ouderaanwezigheid(
                pupil_id=key[0], contact_id=key[1], organisation_id=meeting.school_id, compartment=Team.key,
                written_by_id=by.user_id, written_by=writer, meeting=meeting, came=value,
            ).save(force_insert=True)  # fmt: skip
    for pupil_id in sorted(changed):
        log.record(
            by=by, act="parents.record", on=meeting, pupil_id=pupil_id, organisation_id=meeting.school_id, why=why,
            detail={"compartment": Team.key},
        )  # fmt: skip
    return sorted(changed)


def _check(by: Principal, meeting: Oudercontact, class_group: ClassGroup, came: Mapping[Key, str]) -> None:
    if meeting.on > by.on:
        raise ValidationError(_("Dit oudercontact moet nog komen. Noteer daarna wie er was."))
    if class_group.school_id != meeting.school_id or meeting.class_group_id not in (None, class_group.pk):
        raise ValidationError(_("Dit oudercontact was niet voor die klas."))
    if not set(came.values()) <= {"", *Came.values}:
        raise ValidationError(_("Kies uit de lijst of de ouder kwam."))
    pupils = {pupil for pupil, _contact in came}
    there = (
        policy.visible(Placement, to=by, act=acts.PARENTS_MEET)
        .filter(class_group=class_group, period__contains=meeting.on, enrolment__pupil_id__in=pupils)
        .values_list("enrolment__pupil_id", flat=True)
    )
    named = {(pupil, contact) for pupil, contact in came if contact is not None}
    parents = set(
        policy.visible(Contact, to=by, act=acts.PARENTS_MEET)
        .filter(pk__in={contact for _pupil, contact in named}, legal_role__in=PARENTAL, barred=False)
        .values_list("pupil_id", "pk")
    )
    if pupils - set(there) or named - parents:
        raise ValidationError(_("Deze lijst is intussen veranderd. Open de pagina opnieuw."))
