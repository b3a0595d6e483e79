"""Writing down what the comparison found: found, doubtful, or nowhere. What a person decided stays."""

from collections.abc import Sequence
from datetime import date

from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.law.calendar import last_day, school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.leerplicht.domain.matching import Likeness, Matches, Place, match
from leerrecht.leerplicht.models import Candidate, Check, How, ListedChild, State, Step, StepKind, Verdict

_FIELDS = (
    "pupil_id", "state", "where", "how", "where_name", "settled_on", "settled_by", "destroy_on",
)  # fmt: skip
_PIECE = 2_000
_COMMAND = "leerplichtcontrole"


def find_again(*, by: Principal, check: Check, children: Sequence[ListedChild], on: date) -> None:
    """Compare these children of a check with everybody whom the system knows, and save where each is."""
    with stand(command(_COMMAND, on)):
        found = match(children, certain=check.certain, on=on, reference=check.reference_date)
        decided = _decided(children)
        steps: list[Step] = []
        candidates: list[Candidate] = []
        for child in children:
            _judge(child, found, decided.get(child.pk, {}), candidates)
            if not child.waits and child.letter_on is not None and child.settled_on is not None:
                steps.append(
                    Step(
                        child=child, kind=StepKind.LATER, on=child.settled_on, by=by.name, by_id=by.user_id,
                        organisation_id=child.owner_id,
                    )
                )  # fmt: skip
                child.state = State.CLOSED
        ListedChild.objects.bulk_update(children, _FIELDS, batch_size=_PIECE)
        Candidate.objects.filter(child__in=children, verdict="").delete()
        Candidate.objects.bulk_create(candidates, batch_size=_PIECE)
        Step.objects.bulk_create(steps, batch_size=_PIECE)


def settle(child: ListedChild, place: Place, how: str, pupil_id: int) -> None:
    """The child is this pupil: found where the pupil is, or known and yet nowhere."""
    child.pupil_id, child.how = pupil_id, how
    if place.where is None:
        child.state, child.where, child.where_name, child.settled_on, child.settled_by = State.OPEN, "", "", None, ""
        return
    child.state, child.where, child.where_name = State.FOUND, place.where, place.name
    child.settled_on = place.since
    # Who was found is kept no longer than the year asks.
    child.destroy_on = last_day(school_year(place.since or child.destroy_on)) + ONE_DAY


def _judge(child: ListedChild, found: Matches, decided: dict[int, str], candidates: list[Candidate]) -> None:
    if child.how == How.PERSON and child.pupil_id is not None:
        settle(child, found.places[child.pupil_id], How.PERSON, child.pupil_id)
        return
    likely = [one for one in found.likely.get(child.key, []) if decided.get(one.pupil.pk) != Verdict.OTHER]
    sure = [one for one in likely if one.certain]
    if len(sure) == 1:
        settle(child, found.places[sure[0].pupil.pk], sure[0].how, sure[0].pupil.pk)
        return
    child.pupil_id, child.how = None, ""
    child.where, child.where_name, child.settled_on, child.settled_by = "", "", None, ""
    child.state = State.DOUBT if likely else State.OPEN
    candidates += [_candidate(child, one, found.places[one.pupil.pk]) for one in likely]


def _candidate(child: ListedChild, one: Likeness, place: Place) -> Candidate:
    return Candidate(
        child=child, pupil=one.pupil, score=one.score, why=one.why[:200], name=str(one.pupil)[:200],
        birth_date=one.pupil.birth_date, schools=place.name,
    )  # fmt: skip


def _decided(children: Sequence[ListedChild]) -> dict[object, dict[int, str]]:
    found: dict[object, dict[int, str]] = {}
    rows = (
        Candidate.objects.filter(child__in=children).exclude(verdict="").values_list("child_id", "pupil_id", "verdict")
    )
    for child, pupil, verdict in rows:
        found.setdefault(child, {})[pupil] = verdict
    return found
