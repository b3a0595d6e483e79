"""Whom somebody may choose: pupils by name, staff and outsiders of a procedure, letters."""

from django.db.models import Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.discipline.models import Incident, Procedure
from leerrecht.discipline.rules import MOST_FOUND
from leerrecht.enrolment.models import Placement
from leerrecht.letters.models import Letter
from leerrecht.organisations.models import Membership, School
from leerrecht.people.domain.queries.pupils import search
from leerrecht.people.models import Pupil

ROLES = ("leerkracht", "directeur", "begeleider", "secretariaat")


def found_by_name(by: Principal, text: str) -> list[Pupil]:
    """Pupils whom the principal sees, best fit first; nobody where nothing was typed."""
    keys = search(by, text, act=acts.PUPIL_VIEW, limit=MOST_FOUND) if text else []
    found = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def beside(by: Principal, incident: Incident, text: str) -> list[Pupil]:
    """Other pupils: by name where something was typed, else those of the class of today."""
    if text.strip():
        return [pupil for pupil in found_by_name(by, text.strip()) if pupil.pk != incident.pupil_id]
    groups = Placement.objects.filter(
        enrolment__pupil_id=incident.pupil_id, class_group__school_id=incident.organisation_id,
        period__contains=by.on,
    ).values("class_group")  # fmt: skip
    sits = Placement.objects.filter(class_group__in=groups, period__contains=by.on).values("enrolment__pupil")
    found = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk__in=sits).exclude(pk=incident.pupil_id)
    return list(found.order_by("sort_key", "pk"))


def incidents_of(by: Principal, pupil: Pupil, school_id: int) -> QuerySet[Incident]:
    """Incidents from which a measure or procedure may follow."""
    return policy.visible(Incident, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil, organisation_id=school_id)


def people_of(procedure: Procedure, by: Principal) -> QuerySet[User]:
    """Who works today at the school or for its board."""
    board = School.objects.filter(pk=procedure.organisation_id).values("board_id")
    here = Membership.objects.filter(
        Q(organisation_id=procedure.organisation_id, role__in=ROLES) | Q(organisation_id__in=board),
        period__contains=by.on,
    )  # fmt: skip
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("last_name", "first_name", "pk")


def letters_of(by: Principal, procedure: Procedure) -> QuerySet[Letter]:
    """Letters to this family from the same compartment, made since the procedure began."""
    found = policy.visible(Letter, to=by, act=acts.NOTE_VIEW).filter(
        pupil=procedure.pupil_id, organisation_id=procedure.organisation_id, compartment=procedure.compartment,
        dated__gte=procedure.opened_on,
    )  # fmt: skip
    return found.order_by("-made_at")
