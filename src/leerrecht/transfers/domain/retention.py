"""Proposing what passed its term, deciding on it, and destroying it: rows, files and history, with a proof."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model, OneToOneField
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.documents.models import Upload
from leerrecht.documents.retention import Kept, Ref, Term, terms
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.dates import ONE_DAY
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Centre, SchoolKind
from leerrecht.people.models import Pupil
from leerrecht.transfers.models import DestructionLine, DestructionList, DestructionProof

TASK = "leerrecht.transfers.destroy"
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Due:
    """When a record may go, and which number of the law tables says so."""

    term: Term
    ref: Ref
    on: date
    ground: str


def refs(term: Term, **where: Any) -> Iterator[Ref]:
    """The records of a model without their content; ``where`` filters."""
    names = ["pk", "pupil_id", term.organisation, term.made]
    if not term.whole:
        names.append(term.compartment)
    rows = term.model._default_manager.filter(**where).order_by("pk").values_list(*names)
    for pk, pupil_id, organisation_id, made, *compartment in rows.iterator(chunk_size=BATCH):
        if made is not None:
            key = compartment[0] if compartment else term.whole
            yield Ref(pk, pupil_id, organisation_id, key if isinstance(key, str) else ",".join(key), _day(made))


def _day(made: date | datetime) -> date:
    return timezone.localtime(made).date() if isinstance(made, datetime) else made


def dues(found: Iterable[tuple[Term, Ref]]) -> Iterator[Due]:
    """The dates of these records, of whatever models: five queries for each batch. Left out is what has no date yet."""
    for batch in _batches(found):
        kept = kept_of([ref for _term, ref in batch])
        for term, ref in batch:
            known = kept[ref.organisation_id, ref.pupil_id]
            on = term.date_of(ref, known)
            if on is not None:
                yield Due(term, ref, on, term.ground(ref, known))


def _batches(found: Iterable[tuple[Term, Ref]]) -> Iterator[list[tuple[Term, Ref]]]:
    batch: list[tuple[Term, Ref]] = []
    for pair in found:
        batch.append(pair)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def kept_of(batch: list[Ref]) -> dict[tuple[int, int], Kept]:
    """What is known of the pupils at the organisations of these records."""
    pupils = {ref.pupil_id for ref in batch}
    births = dict(Pupil.objects.filter(pk__in=pupils).values_list("pk", "birth_date"))
    centres = set(Centre.objects.filter(pk__in={ref.organisation_id for ref in batch}).values_list("pk", flat=True))
    left: dict[tuple[int, int], date] = {}
    last_kind: dict[int, str] = {}
    rows = Enrolment.objects.filter(pupil_id__in=pupils).order_by("period")
    for pupil, school, period, kind in rows.values_list("pupil_id", "school_id", "period", "kind"):
        left[school, pupil] = max(left.get((school, pupil), date.min), period.upper - ONE_DAY)
        last_kind[pupil] = kind
    contacts = _contacts(pupils, centres)
    return {
        (ref.organisation_id, ref.pupil_id): Kept(
            birth_date=births[ref.pupil_id],
            left_on=left.get((ref.organisation_id, ref.pupil_id)),
            contact=contacts.get((ref.organisation_id, ref.pupil_id)),
            special=last_kind.get(ref.pupil_id) == SchoolKind.BUITENGEWOON,
            centre=ref.organisation_id in centres,
        )
        for ref in batch
    }


def _contacts(pupils: set[int], centres: set[int]) -> dict[tuple[int, int], date]:
    """The last day on which a CLB wrote something of the pupil, in its own file or in the one it shares."""
    found: dict[tuple[int, int], date] = {}
    for field in ("organisation_id", "counterpart_id"):
        rows = Aantekening.objects.filter(pupil_id__in=pupils, **{f"{field}__in": centres}).order_by()
        for centre, pupil, last in (
            rows.values(field, "pupil_id").annotate(last=Max("written_at")).values_list(field, "pupil_id", "last")
        ):
            found[centre, pupil] = max(found.get((centre, pupil), date.min), _day(last))
    return found


@transaction.atomic
def propose(*, by: Principal, on: date) -> list[DestructionList]:
    """Put on the list of each organisation what passed its term on that day; returns the lists that grew.

    Nothing goes by this. What somebody decided to keep for now stays off until then. Only a named command may.
    """
    if not by.system:
        raise policy.Denied(_("Voorstellen maakt het systeem elke maand; beslissen doet u."))
    kept = set(DestructionLine.objects.filter(kept_until__gte=on).values_list("kind", "object_id"))
    by_organisation: dict[int, list[Due]] = defaultdict(list)
    for due in dues((term, ref) for term in terms().values() for ref in refs(term)):
        if due.on <= on and (due.term.model._meta.label_lower, str(due.ref.pk)) not in kept:
            by_organisation[due.ref.organisation_id].append(due)
    grown = []
    for organisation_id, found in sorted(by_organisation.items()):
        made, _new = DestructionList.objects.get_or_create(
            organisation_id=organisation_id, decided_at=None, defaults={"proposed_on": on}
        )
        before = made.lines.count()
        DestructionLine.objects.bulk_create([_line(made, due) for due in found], ignore_conflicts=True)
        added = made.lines.count() - before
        if added:
            grown.append(made)
            detail = {"added": added}
            log.record(by=by, act="retention.propose", on=made, organisation_id=organisation_id, detail=detail)
    return grown


def _line(made: DestructionList, due: Due) -> DestructionLine:
    return DestructionLine(
        list=made, kind=due.term.model._meta.label_lower, object_id=str(due.ref.pk), pupil_id=due.ref.pupil_id,
        compartment=due.ref.compartment.split(",")[0], due_on=due.on, ground=due.ground,
    )  # fmt: skip


@transaction.atomic
def keep(*, by: Principal, line: DestructionLine, until: date, because: str) -> DestructionLine:
    """Do not destroy this for now: until when, and why. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.RETENTION_DECIDE, line)
    if line.list.decided_at is not None:
        raise ValidationError(_("Over deze lijst is al beslist."))
    text = " ".join(because.split())
    if not text:
        raise ValidationError({"because": _("Schrijf waarom dit toch bewaard blijft, zonder iets uit het dossier.")})
    if until <= by.on:
        raise ValidationError({"until": _("Kies een dag die nog komt.")})
    line.kept_until, line.kept_because = until, text
    line.save(update_fields=["kept_until", "kept_because"])
    log.record(
        by=by, act="retention.keep", on=line, pupil_id=line.pupil_id, organisation_id=line.list.organisation_id,
        detail={"kind": line.kind, "object": line.object_id, "until": until.isoformat()},
    )  # fmt: skip
    return line


@transaction.atomic
def decide(*, by: Principal, found: DestructionList) -> DestructionList:
    """All that was not kept is destroyed, by a job that begins right after. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.RETENTION_DECIDE, found)
    found = DestructionList.objects.select_for_update().get(pk=found.pk)
    if found.decided_at is not None:
        raise ValidationError(_("Over deze lijst is al beslist."))
    found.decided_at, found.decided_by, found.decided_by_id = timezone.now(), name_of(by), by.user_id
    found.save(update_fields=["decided_at", "decided_by", "decided_by_id"])
    log.record(
        by=by, act=acts.RETENTION_DECIDE, on=found, organisation_id=found.organisation_id,
        why=by.why(acts.RETENTION_DECIDE), detail={"lines": found.lines.filter(kept_until=None).count()},
    )  # fmt: skip
    app.configure_task(TASK).defer(list_id=found.pk)
    return found


@transaction.atomic
def destroy(*, by: Principal, found: DestructionList) -> DestructionProof:
    """Carry out a decision: rows, their files, their history. What gained a later date since is left alone.

    Raises ``Denied`` for who is no named command, ``ValidationError`` where nobody decided or it was done.
    """
    if not by.system:
        raise policy.Denied(_("Vernietigen doet het systeem, na uw beslissing."))
    found = DestructionList.objects.select_for_update().get(pk=found.pk)
    if found.decided_at is None or found.destroyed_at is not None:
        raise ValidationError(_("Over deze lijst is niet beslist, of ze is al uitgevoerd."))
    counts: Counter[str] = Counter()
    gone: list[DestructionLine] = []
    wanted: dict[str, list[DestructionLine]] = defaultdict(list)
    for line in found.lines.filter(kept_until=None).order_by("pk"):
        wanted[line.kind].append(line)
    for term in terms().values():
        lines = wanted[term.model._meta.label_lower]
        still = {
            str(due.ref.pk)
            for due in dues((term, ref) for ref in refs(term, pk__in=[line.object_id for line in lines]))
            if due.on <= by.on
        }
        counts.update(_remove(term.model, sorted(still)))
        gone += [line for line in lines if line.object_id in still]
    proof = DestructionProof.objects.create(
        list=found, organisation_id=found.organisation_id, decided_by=found.decided_by, decided_at=found.decided_at,
        counts=dict(sorted(counts.items())), digest=_digest(gone),
    )  # fmt: skip
    found.destroyed_at = proof.destroyed_at
    found.save(update_fields=["destroyed_at"])
    _log_destroyed(by, found, proof, gone)
    return proof


def _remove(model: type[Model], keys: list[str]) -> Counter[str]:
    """Rows with their files and every earlier version of them."""
    rows = model._default_manager.filter(pk__in=keys)
    counts: Counter[str] = Counter()
    if not keys:
        return counts
    fields = (field for field in model._meta.fields if isinstance(field, OneToOneField))
    files = [field.name for field in fields if field.related_model is Upload]
    uploads = [pk for name in files for pk in rows.values_list(name, flat=True) if pk is not None]
    for history in _histories(model):
        counts[history._meta.label_lower] += history._default_manager.filter(pgh_obj_id__in=keys).count()
    counts[model._meta.label_lower] += rows.count()
    rows.delete()
    for history in _histories(model):
        history._default_manager.filter(pgh_obj_id__in=keys).delete()
    counts[Upload._meta.label_lower] += len(uploads)
    Upload.objects.filter(pk__in=uploads).delete()
    return +counts


def _histories(model: type[Model]) -> list[type[Model]]:
    return [one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model]


def _digest(gone: list[DestructionLine]) -> str:
    lines = sorted((line.kind, line.object_id, line.due_on.isoformat(), line.ground) for line in gone)
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def _log_destroyed(by: Principal, found: DestructionList, proof: DestructionProof, gone: list[DestructionLine]) -> None:
    """One entry for the list, one for each pupil: references and counts, nothing of what it said."""
    log.record(
        by=by, act="retention.destroy", on=found, organisation_id=found.organisation_id,
        detail={"counts": proof.counts, "digest": proof.digest, "decided_by": found.decided_by_id},
    )  # fmt: skip
    by_pupil: dict[int, list[DestructionLine]] = defaultdict(list)
    for line in gone:
        by_pupil[line.pupil_id].append(line)
    for pupil_id, lines in sorted(by_pupil.items()):
        log.record(
            by=by, act="retention.destroy", on=found, pupil_id=pupil_id, organisation_id=found.organisation_id,
            detail={"records": [f"{line.kind}:{line.object_id}" for line in lines]},
        )  # fmt: skip
