"""Reading what came from home: by who brought it, and by the school that answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.organisations.models import School
from leerrecht.people.models import Contact, Pupil
from leerrecht.places.models import Refusal
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.languages import DUTCH, languages
from leerrecht.portal.models import Kind, Matter, Preference, Quiet, Wording
from leerrecht.portal.rules import PLACES

PAGE_SIZE = 25


def offered(who: Me, kinds: Iterable[str]) -> list[Kind]:
    """What this visitor may ask: who cannot read what is shared, is not asked to write there."""
    found = []
    for kind in kinds:
        shared = PLACES[kind] == Gedeeld.key and who.itself and not who.able
        absence = kind == Kind.ABSENCE and not who.speaks
        if not shared and not absence:
            found.append(Kind(kind))
    return found


def own(by: Principal, pupil: Pupil, key: object) -> Matter:
    """What this visitor brought. Raises ``Http404``."""
    found = policy.find(Matter, key, by=by, act=acts.NOTE_WITHDRAW)
    if found.pupil_id != pupil.pk:
        raise policy.missing(Matter)
    return found


def may_take_back(by: Principal, matter: Matter) -> bool:
    return matter.open and matter.written_by_id == by.user_id


def waiting(by: Principal) -> "QuerySet[Matter]":
    """What waits for an answer of this school's staff, the first due first."""
    found = policy.visible(Matter, to=by, act=acts.HOME_ANSWER).filter(answered_on=None, withdrawn_on=None)
    return found.order_by("due_on", "written_at", "pk")


@dataclass(frozen=True, slots=True)
class Worklist:
    page: "Page[Matter]"
    answered: Sequence[Matter]


def worklist(by: Principal, number: int | str = 1) -> Worklist:
    """One page of what waits, and what was answered last. The look is logged."""
    page = Paginator(waiting(by).select_related("pupil"), PAGE_SIZE).get_page(number)
    done = policy.visible(Matter, to=by, act=acts.HOME_ANSWER).exclude(answered_on=None).select_related("pupil")
    answered = list(done.order_by("-answered_on", "-written_at")[:PAGE_SIZE])
    rows = [*page, *answered]
    if rows:
        log.record_list(
            by=by, act="home.list", kind=Matter._meta.label_lower,
            shown=[(one.pupil_id, one.organisation_id) for one in rows],
            compartments={one.compartment for one in rows},
        )  # fmt: skip
    return Worklist(page, answered)


def to_answer(by: Principal, key: object) -> Matter:
    """One of them with its text; the look is logged. Raises ``Http404``."""
    found = policy.find(Matter, key, by=by, act=acts.HOME_ANSWER)
    log.record(
        by=by, act="home.read", on=found, pupil_id=found.pupil_id, organisation_id=found.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, found), detail={"compartment": found.compartment},
    )  # fmt: skip
    return found


def quiet_of(by: Principal, pupil: Pupil) -> Quiet | None:
    """The silence about a pupil, for staff who keeps it."""
    return policy.visible(Quiet, to=by, act=acts.QUIET_SET).filter(pupil=pupil, ended_on=None).first()


def worded(by: Principal) -> "QuerySet[School]":
    """Schools of which this reader may write the messages home."""
    return policy.visible(School, to=by, act=acts.QUIET_SET).order_by("name")


def wordings_of(by: Principal, school: School) -> dict[str, str]:
    """The own words of a school, by occasion in Dutch and by occasion and language in another one."""
    rows = Wording.objects.filter(school__in=worded(by).filter(pk=school.pk).values("pk"))
    return {one.kind if one.language == DUTCH else f"{one.kind}-{one.language}": one.text for one in rows}


@dataclass(frozen=True, slots=True)
class HowTold:
    """How who asked wants to be told, for who answers."""

    channel: str
    language: str
    interpreter: bool


def how_told(matter: Matter, on: date) -> HowTold:
    """Read for whoever may answer: the preference itself is the visitor's own."""
    with stand(command("antwoord bezorgen", on)):
        chosen = Preference.objects.filter(user_id=matter.written_by_id or 0).first() or Preference()
        contact = Contact.objects.filter(pk=matter.contact_id or 0).first()
    return HowTold(
        chosen.get_channel_display(), languages().get(chosen.language, chosen.language),
        interpreter=contact is not None and contact.interpreter,
    )  # fmt: skip


def refusals_of(by: Principal, pupil: Pupil) -> list[Refusal]:
    """Refusals that were told about this pupil, latest first."""
    rows = policy.visible(Refusal, to=by, act=acts.REFUSAL_VIEW).filter(pupil=pupil)
    return list(rows.select_related("handled_by", "school").order_by("-on", "-pk"))
