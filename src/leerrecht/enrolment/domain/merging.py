"""What enrolment does when two records of one child become one."""

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import Enrolment, Gathering
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import DAY, in_words
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move enrolments (with their classes and results) and ad-hoc groups; refuse where enrolments overlap."""
    with refusals({"enrolment_no_overlap": lambda: _overlap(by, keep, drop)}):
        moved = 0
        for enrolment in Enrolment.objects.filter(pupil=drop):
            enrolment.pupil = keep
            enrolment.save(update_fields=["pupil"])
            moved += 1
    groups = list(Gathering.objects.filter(pupils=drop))
    for group in groups:
        group.pupils.remove(drop)
        group.pupils.add(keep)
    return {"enrolments": moved, "gatherings": len(groups)}


def _overlap(by: Principal, keep: Pupil, drop: Pupil) -> str:
    """Which two enrolments overlap; a school that ``by`` may not know is not named."""
    seen = set(policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW).filter(pupil=drop).values_list("pk", flat=True))
    for enrolment in Enrolment.objects.filter(pupil=drop).select_related("school").order_by("period"):
        if not Enrolment.objects.filter(pupil=keep, period__overlap=enrolment.period).exists():
            continue
        return _(
            "De inschrijvingen van de twee fiches overlappen: %(school)s van %(first)s tot en met %(last)s. "
            "Verkort of verwijder eerst één van beide inschrijvingen, voeg daarna samen."
        ) % {
            "school": enrolment.school.name if enrolment.pk in seen else _("een andere school"),
            "first": in_words(enrolment.period.lower),
            "last": in_words(enrolment.period.upper - DAY),
        }
    return _("De inschrijvingen van de twee fiches overlappen. Verkort of verwijder eerst één van beide.")
