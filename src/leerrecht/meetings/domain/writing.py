"""What is written while people meet: minutes of a pupil, and decisions as tasks. Both are entries of the file.

Each carries a key that the page made, so that a form that is sent twice, on a poor line, writes once.
"""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command, principal_of
from leerrecht.access.standing import stand
from leerrecht.guidance.domain.entries import Draft, finish_entry, withdraw_entry, write_entry
from leerrecht.guidance.models import Entry, Kind
from leerrecht.meetings.models import Item, Meeting, Minute, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text, where it goes, and the reason where the pupil does not want the parents to read it."""

    text: str
    compartment: str
    organisation_id: int
    not_for_parents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What, by whom (an account that is invited, or a name) and by when."""

    what: str
    due_on: dt.date | None
    who_id: int | None = None
    who: str = ""


@transaction.atomic
def write(
    *, by: Principal, item: Item, key: UUID, words: Words, decision: Decision | None = None
) -> tuple[Minute | None, Task | None]:
    """What was typed about one pupil, all of it or nothing. Raises as :func:`write_minute` and :func:`decide`."""
    minute = write_minute(by=by, item=item, key=key, words=words) if words.text.strip() else None
    task = None
    if decision is not None:
        task = decide(by=by, item=item, key=key, words=replace(words, text=decision.what), decision=decision)
    return minute, task


@transaction.atomic
def write_minute(*, by: Principal, item: Item, key: UUID, words: Words) -> Minute:
    """What was said, as an entry ``overleg`` on the pupil's timeline.

    The same key again changes nothing; with other words it takes the place of the first. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    meeting = _writing(by, item)
    there = policy.visible(Minute, to=by, act=acts.NOTE_VIEW).filter(pk=key, item=item).first()
    if there is not None:
        if _says(there.entry, words):
            return there
        withdraw_entry(by=by, entry=there.entry)
        there.entry = _write(by, item, meeting, Kind.MEETING, words, "text")
        there.save(update_fields=["entry"])
        return there
    minute = Minute(pk=key, item=item, entry=_write(by, item, meeting, Kind.MEETING, words, "text"))
    minute.save(force_insert=True)
    return minute


@transaction.atomic
def decide(*, by: Principal, item: Item, key: UUID, words: Words, decision: Decision) -> Task:
    """A decision becomes an agreement on the timeline, with the day by which and who does it.

    Whoever has to do it must be able to read it. The same key again changes nothing. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    meeting = _writing(by, item)
    there = policy.visible(Task, to=by, act=acts.NOTE_VIEW).filter(pk=key, item=item).first()
    if there is not None:
        return there
    user = _doer(meeting, decision.who_id)
    name = user.get_full_name() if user else " ".join(decision.who.split())
    _check(name, decision)
    entry = _write(by, item, meeting, Kind.AGREEMENT, words, "what", decision.due_on)
    if user is not None and not _reads(user, entry, by.on):
        raise ValidationError(
            {
                "who": _("%(who)s leest het vak “%(compartment)s” van deze leerling niet. Kies een ander vak.")
                % {"who": name, "compartment": COMPARTMENTS[entry.compartment].name}
            }
        )
    task = Task(pk=key, item=item, entry=entry, who=name, who_id=user.pk if user else None)
    task.save(force_insert=True)
    return task


@transaction.atomic
def finish_task(*, by: Principal, task: Task, result: str = "") -> Task:
    """It is done today, with what came of it. Twice is once. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.GUIDANCE_KEEP, task)
    if task.entry.done_on is None:
        task.entry = finish_entry(by=by, entry=task.entry, on=by.on, result=result)
    return task


def _writing(by: Principal, item: Item) -> Meeting:
    policy.require(by, acts.MEETING_ATTEND, item)
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if meeting.closed_at is not None:
        raise ValidationError(_("Dit overleg is afgesloten. Noteer het in het dossier van de leerling."))
    return meeting


def _write(
    by: Principal, item: Item, meeting: Meeting, kind: Kind, words: Words, field: str, due_on: dt.date | None = None
) -> Entry:
    # What is prepared before the meeting, was written today.
    on = min(meeting.on, timezone.localdate())
    draft = Draft(kind=kind, on=on, text=words.text, due_on=due_on, not_for_parents=words.not_for_parents)
    try:
        return write_entry(
            by=by, pupil=item.pupil, compartment=words.compartment, organisation_id=words.organisation_id, draft=draft
        )
    except ValidationError as error:
        raise _renamed(error, {"text": field}) from error


def _renamed(error: ValidationError, names: dict[str, str]) -> ValidationError:
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError({names.get(name, name): found for name, found in error.error_dict.items()})


def _check(name: str, decision: Decision) -> None:
    wrong = {}
    if not name:
        wrong["who"] = _("Kies wie dit doet, of schrijf een naam.")
    if decision.due_on is None:
        wrong["due_on"] = _("Kies tegen welke dag.")
    if wrong:
        raise ValidationError(wrong)


def _says(entry: Entry, words: Words) -> bool:
    same_place = (entry.compartment, entry.organisation_id) == (words.compartment, words.organisation_id)
    return same_place and entry.note is not None and entry.note.text == words.text.strip()


def _doer(meeting: Meeting, who_id: int | None) -> User | None:
    if who_id is None:
        return None
    found = meeting.participants.filter(user_id=who_id).select_related("user").first()
    if found is None:
        raise ValidationError({"who": _("Kies iemand die voor dit overleg uitgenodigd is.")})
    return found.user


def _reads(user: User, entry: Entry, on: dt.date) -> bool:
    """Whether somebody else may read it: grants of others are not seen by everybody, so a command looks."""
    other = principal_of(user_id=user.pk, name=user.username, on=on)
    with stand(command("overleg", on, vaults={entry.compartment})):
        return policy.visible(Entry, to=other, act=acts.NOTE_VIEW).filter(pk=entry.pk).exists()
