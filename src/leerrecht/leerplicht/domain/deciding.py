"""Whether a child on the list is a pupil whom the system knows: where spelling leaves doubt, a person says so."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.facts.domain import changes
from leerrecht.leerplicht.domain.finding import settle
from leerrecht.leerplicht.domain.matching import places_of
from leerrecht.leerplicht.domain.steps import locked
from leerrecht.leerplicht.models import Candidate, How, ListedChild, State, Verdict


@transaction.atomic
def decide(*, by: Principal, candidate: Candidate, same: bool) -> ListedChild:
    """Say that a pupil is the child, or is another one.

    The same: the child is where the pupil is; or known, and yet nowhere. When all others are set aside, it is nowhere
    found. Raises ``Http404`` for who may not decide, ``ValidationError`` for what was decided before.
    """
    policy.find(Candidate, candidate.pk, by=by, act=acts.LEERPLICHT_KEEP)
    child = locked(by, acts.LEERPLICHT_KEEP, candidate.child)
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if child.state != State.DOUBT or candidate.verdict:
        raise ValidationError(_("Dit is al beslist. Heropen het kind om het anders te beslissen."))
    candidate.verdict = Verdict.SAME if same else Verdict.OTHER
    candidate.decided_by, candidate.decided_at = by.name, timezone.now()
    candidate.save(update_fields=["verdict", "decided_by", "decided_at"])
    if same:
        with stand(command("leerplichtcontrole", by.on)):
            place = places_of([candidate.pupil_id], reference=child.check_list.reference_date, on=by.on)
        settle(child, place[candidate.pupil_id], How.PERSON, candidate.pupil_id)
        child.settled_by = by.name if child.settled_on is not None else ""
    elif not child.candidates.filter(verdict="").exists():
        child.state = State.OPEN
    child.save()
    log.record(
        by=by, act="leerplicht.decide", on=child, pupil_id=candidate.pupil_id, organisation_id=child.owner_id,
        detail={"same": same, "score": candidate.score},
    )  # fmt: skip
    changes.notify([candidate.pupil_id])
    return child
