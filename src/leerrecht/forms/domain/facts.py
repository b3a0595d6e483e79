"""What is known of a pupil already, as far as who fills in may see it: written beforehand, and open to correction."""

from datetime import date

from django.db.models import Count

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.law import calendar
from leerrecht.law.dates import voluit
from leerrecht.organisations.models import Organisation, School
from leerrecht.people import rules as people
from leerrecht.people.domain.schools import centres_of
from leerrecht.people.models import Contact, Pupil


def of_pupil(by: Principal, pupil: Pupil, on: date) -> dict[str, str]:
    """The facts of a pupil by the names of ``definitions.FACTS``: a fixed number of queries, empty where not seen."""
    found = of_anybody(by, on)
    enrolment = (
        policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW)
        .filter(pupil=pupil, period__contains=on)
        .select_related("school")
        .first()
    )
    seat = (
        policy.visible(Placement, to=by, act=acts.PUPIL_VIEW)
        .filter(enrolment__pupil=pupil, period__contains=on)
        .select_related("class_group")
        .first()
    )
    act = acts.PUPIL_EDIT if by.can(acts.PUPIL_EDIT) else acts.DUTY_VIEW
    parents = policy.visible(Contact, to=by, act=act).filter(pupil=pupil, barred=False, legal_role__in=people.PARENTAL)
    return found | {
        "leerling": str(pupil),
        "geboortedatum": pupil.birth_date.isoformat(),
        "thuistaal": pupil.home_language,
        "klas": seat.class_group.name if seat else "",
        "school": enrolment.school.name if enrolment else "",
        "clb": _centre(enrolment.school_id, on) if enrolment else "",
        "ouders": ", ".join(parents.values_list("name", flat=True)),
        "afwezig": _absences(by, pupil, on),
    }


def of_school(by: Principal, school: School, on: date) -> dict[str, str]:
    """The facts that a form about the school can use."""
    return of_anybody(by, on) | {"school": school.name, "clb": _centre(school.pk, on)}


def of_anybody(by: Principal, on: date) -> dict[str, str]:
    user = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    name = user.get_full_name() if user else by.name
    role = by.seats[0].role.name if by.seats else ""
    return {
        "vandaag": on.isoformat(), "schooljaar": calendar.label(calendar.school_year(on)),
        "ik": f"{name}, {role}" if role else name,
    }  # fmt: skip


def _centre(school_id: int, on: date) -> str:
    found = Organisation.objects.filter(pk__in=centres_of(frozenset({school_id}), on)).first()
    return found.name if found else ""


def _absences(by: Principal, pupil: Pupil, on: date) -> str:
    """Counts by code with its meaning: "12 halve dagen B (problematisch afwezig), 3 Z (ziek), op 20 november 2026"."""
    rows = policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW).filter(
        pupil=pupil, school_year=calendar.school_year(on), date__lte=on
    )
    counts = dict(
        rows.exclude(mark=Mark.LATE).values_list("mark").annotate(n=Count("*")).order_by("-n", "mark")
    )  # fmt: skip
    parts = [
        f"{number} {'' if mark == Mark.UNKNOWN else mark} ({Mark(mark).label})".replace("  ", " ")
        for mark, number in counts.items()
    ]
    return f"halve dagen: {', '.join(parts)}; stand op {voluit(on)}" if parts else ""
