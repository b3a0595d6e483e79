"""Two records of one child become one.

Rooms above register how they move what they keep for a pupil; they refuse with a ValidationError
where that cannot be, and then nothing at all has moved.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.documents.models import Upload
from leerrecht.facts.domain import changes
from leerrecht.facts.models import Fact
from leerrecht.people.domain import insz as insz_number
from leerrecht.people.domain.contacts import ADDRESS
from leerrecht.people.models import Contact, Pupil


class Merger(Protocol):
    """Moves what a room keeps from ``drop`` to ``keep``; returns what it moved, in counts by name."""

    def __call__(self, *, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something on which the two records say different things, and only a person knows which is right."""

    key: str
    what: str
    keep: str
    drop: str


class Chooser(Protocol):
    """Finds the conflicts of a room, and settles them: ``resolve`` takes away what was not chosen."""

    def conflicts(self, *, by: Principal, keep: Pupil, drop: Pupil) -> Sequence[Conflict]: ...

    def resolve(self, *, by: Principal, keep: Pupil, drop: Pupil, choices: Mapping[str, str]) -> None: ...


KEEP, DROP = "keep", "drop"
NAMED = 12
_mergers: dict[str, Merger] = {}
_choosers: list[Chooser] = []

# What the kept record takes over where it has nothing itself.
BLANKS = (
    "gender", "register_entry", "home_language", "ses_home_language", "ses_mother_education", "ses_allowance",
    "ses_neighbourhood", "distance_km", "diploma_on", "two_years_so_ended_on",
)  # fmt: skip


def register_merger(name: str, merger: Merger) -> Callable[..., dict[str, int]]:
    """Add a room's part of a merge; parts run in the order in which they are registered."""
    if name in _mergers:
        raise RuntimeError(f"merger {name} is registered already")
    _mergers[name] = merger
    return merger


def register_chooser(chooser: Chooser) -> None:
    """Add what a room cannot decide by itself when two records become one."""
    _choosers.append(chooser)


def conflicts(*, by: Principal, keep: Pupil, drop: Pupil) -> list[Conflict]:
    """On what the two records contradict each other, room by room; ``by`` may edit both.

    Also at a place that ``by`` does not see: a room then says that there is something, and not what.
    """
    with stand(_merger(by)):
        return [found for chooser in _choosers for found in chooser.conflicts(by=by, keep=keep, drop=drop)]


@transaction.atomic
def merge_pupils(*, by: Principal, keep: Pupil, drop: Pupil, choices: Mapping[str, str] | None = None) -> Pupil:
    """Move everything of ``drop`` to ``keep``; ``drop`` stays as a record that points on.

    ``choices`` says for the key of each of :func:`conflicts` which record is right, ``KEEP`` or ``DROP``.
    Raises ValidationError where both are one record, one was merged before, they have different
    national numbers, a conflict was not decided, or a room refuses (enrolments at two schools); Denied.
    """
    why = policy.require(by, acts.PUPIL_EDIT, keep)
    policy.require(by, acts.PUPIL_EDIT, drop)
    first, second = sorted((keep.pk, drop.pk))
    locked = {
        pupil.pk: pupil for pupil in Pupil.objects.select_for_update().filter(pk__in=(first, second)).order_by("pk")
    }
    keep, drop = locked[keep.pk], locked[drop.pk]
    _check(keep, drop)
    number = _number(keep, drop)
    _settle(by, keep, drop, choices or {})
    # One record is seen by fewer than the other while things move: the merge itself stands for a command.
    with stand(_merger(by)):
        moved = _move(by, keep, drop)
        keep.insz = number
        keep.save()
        for pupil in (keep, drop):
            detail = {"keep": keep.pk, "drop": drop.pk, "moved": moved}
            log.record(by=by, act="pupil.merge", on=pupil, pupil_id=pupil.pk, why=why, detail=detail)
    return keep


def _merger(by: Principal) -> Principal:
    return command("samenvoegen", by.on, vaults=COMPARTMENTS)


def _move(by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Everything of the one record to the other; gives how much of what."""
    moved: dict[str, int] = {}
    for merger in _mergers.values():
        moved |= merger(by=by, keep=keep, drop=drop)
    moved["numbers"] = drop.numbers.update(pupil=keep)
    moved["contacts"] = _move_contacts(keep, drop)
    moved["facts"] = Fact.objects.filter(pupil_id=drop.pk).update(pupil_id=keep.pk)
    moved["files"] = Upload.objects.filter(pupil_id=drop.pk).update(pupil_id=keep.pk)
    siblings = drop.siblings.exclude(pk=keep.pk)
    keep.siblings.add(*siblings)
    drop.siblings.clear()
    for field in BLANKS:
        if getattr(keep, field) in (None, ""):
            setattr(keep, field, getattr(drop, field))
    drop.insz, drop.merged_into = None, keep
    drop.save()
    Pupil.objects.filter(merged_into=drop).update(merged_into=keep)
    changes.notify([keep.pk, drop.pk])
    return moved


def current(pupil: Pupil) -> Pupil:
    """The record to which a merged one points, else the record itself."""
    return pupil.merged_into or pupil


def _check(keep: Pupil, drop: Pupil) -> None:
    if keep.pk == drop.pk:
        raise ValidationError(_("Dit is tweemaal dezelfde leerling. Kies de andere fiche van deze leerling."))
    for pupil in (keep, drop):
        if pupil.merged_into_id is not None:
            raise ValidationError(
                _("%(name)s is al samengevoegd met een andere fiche. Zoek de leerling opnieuw op.") % {"name": pupil}
            )


def _settle(by: Principal, keep: Pupil, drop: Pupil, choices: Mapping[str, str]) -> None:
    open_ = [found for found in conflicts(by=by, keep=keep, drop=drop) if choices.get(found.key) not in (KEEP, DROP)]
    if open_:
        lines = [
            _("%(what)s: %(keep)s tegenover %(drop)s.") % {"what": one.what, "keep": one.keep, "drop": one.drop}
            for one in open_[:NAMED]
        ]
        if len(open_) > NAMED:
            lines.append(_("En nog %(more)s andere.") % {"more": len(open_) - NAMED})
        raise ValidationError([_("De twee fiches spreken elkaar tegen. Kies wat juist is:"), *lines])
    with stand(_merger(by)):
        for chooser in _choosers:
            chooser.resolve(by=by, keep=keep, drop=drop, choices=choices)


def _number(keep: Pupil, drop: Pupil) -> str | None:
    """The national number to keep: a BIS number gives way to a rijksregisternummer."""
    if not (keep.insz and drop.insz) or keep.insz == drop.insz:
        return keep.insz or drop.insz
    regular = [number for number in (keep.insz, drop.insz) if not insz_number.is_bis(number)]
    if len(regular) == 1:
        return regular[0]
    raise ValidationError(
        _(
            "De twee fiches hebben een verschillend rijksregister- of BIS-nummer. Het zijn twee kinderen, "
            "of één nummer is fout: verbeter dat eerst."
        )
    )


def _take_address(same: Contact, other: Contact) -> None:
    """An address that only the record which goes has, stays known; of two the one of the record that stays."""
    if other.street and not same.street:
        for name in ADDRESS:
            setattr(same, name, getattr(other, name))
        same.save(update_fields=ADDRESS)


def _move_contacts(keep: Pupil, drop: Pupil) -> int:
    """Contacts of both, but somebody with the same name and role once: a judge's decision always stays."""
    known = {(contact.name.casefold(), contact.legal_role): contact for contact in keep.contacts.all()}
    moved = 0
    for contact in drop.contacts.all():
        same = known.get((contact.name.casefold(), contact.legal_role))
        if same is not None and (same.barred or not contact.barred):
            _take_address(same, contact)
            contact.accounts.exclude(user__in=same.accounts.values("user")).update(contact=same)
            contact.delete()
            continue
        contact.pupil = keep
        contact.save()
        moved += 1
    return moved
