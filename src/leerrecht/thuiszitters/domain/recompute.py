"""Keeping the register up to date: what is found replaces what was found; what people say stays; nothing is deleted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.duties.domain.recompute import Done
from leerrecht.law.tables import waarde
from leerrecht.law.thuis import Grond, einde
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.domain.deriving import Derived, Found, derive
from leerrecht.thuiszitters.domain.traces import begun_or_ended
from leerrecht.thuiszitters.models import Change, Thuiszitter
from leerrecht.thuiszitters.rules import FINAL, LOOK_BACK

NAME = "thuiszitters"
TASK = "leerrecht.thuiszitters.recompute"
LOCK = "thuiszitters"
BATCH = 500
NOTICES = 5000
BY_ITSELF = "vanzelf, door wat genoteerd is"
COMPUTED = (
    "level", "holds", "reason", "reason_why", "since", "half_days", "grounds", "marks", "codes", "alternative", "hours",
    "leerplichtig", "enrolled", "asked", "reported",
)  # fmt: skip

_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('leerrecht.thuiszitters'), key)
FROM (SELECT DISTINCT (id %% 2147483647)::int AS key FROM unnest(%s::bigint[]) AS id ORDER BY key) AS keys
"""
# Of most pupils of whom the law is asked anew, nothing can be found: they are present, and stand nowhere.
_WORTH_A_LOOK = """
INSERT INTO thuiszitters_change (pupil_id)
SELECT a.pupil_id FROM duties_pupilanswer AS a
WHERE a.pupil_id = ANY(%(pupils)s) AND (
    NOT (a.status->>'ingeschreven')::boolean
    OR (a.status->>'thuiszitter')::boolean
    OR (SELECT sum((a.counts->>code)::int) FROM unnest(%(codes)s::text[]) AS code) >= %(least)s
    OR EXISTS (SELECT FROM thuiszitters_thuiszitter AS t WHERE t.pupil_id = a.pupil_id AND t.ended_on IS NULL)
    OR EXISTS (SELECT FROM duties_outcome AS o WHERE o.pupil_id = a.pupil_id AND o.voorwerp <> ''))
"""
_CODES = list("BZRPM-")


def worker(on: date) -> Principal:
    """Whoever computes sees every fact, and writes no word of it."""
    return command(NAME, on, vaults=COMPARTMENTS)


@transaction.atomic
def recompute(pupil_ids: Iterable[int], on: date) -> Done:
    """Make the register of these pupils equal to what the facts say on a day. Two at a time wait for each other."""
    ids = sorted(set(pupil_ids))
    if not ids:
        return Done()
    with stand(worker(on)):
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [ids])
        derived = derive(ids, on)
        records: dict[int, list[Thuiszitter]] = {}
        for record in Thuiszitter.objects.filter(pupil_id__in=ids).order_by("found_on", "ended_on"):
            records.setdefault(record.pupil_id, []).append(record)
        done = Done(len(ids), refused=derived.refused)
        for pupil_id in ids:
            if pupil_id not in derived.refused:
                done.changed += _settle(pupil_id, derived, records.get(pupil_id, []), on)
        Thuiszitter.objects.filter(pupil_id__in=ids, ended_on=None).exclude(computed_on=on).update(computed_on=on)
        return done


def _settle(pupil_id: int, derived: Derived, records: Sequence[Thuiszitter], on: date) -> bool:
    """One pupil: keep, change, end or begin. Gives whether anything was written."""
    found = derived.found.get(pupil_id)
    open_ = next((record for record in records if record.ended_on is None), None)
    if open_ is not None and (found is None or found.place != (open_.school_id, open_.centre_id)):
        how = _how(open_, derived, on)
        if found is None and how == "school" and _vouched(open_):
            return _write(open_, {"holds": False})
        # Whoever is found by another house is not back: the line of the former one ends.
        end(open_, "anders" if found is not None and how == "school" else how, on)
        if found is not None and not _only_noted(found):
            _begin(pupil_id, found, on)
        return True
    if open_ is not None and found is not None:
        return _write(open_, values_of(found))
    if found is None or _closed_by_person(records, found):
        return False
    _begin(pupil_id, found, on)
    return True


def _how(record: Thuiszitter, derived: Derived, on: date) -> str:
    """How it ended, by the facts of the pupil; "anders" for a record that was merged into another."""
    casus = derived.casus.get(record.pupil_id)
    if casus is None:
        return "anders"
    here = casus.inschrijving_op(on)
    school = None if record.school_id is None else str(record.school_id)
    if school is None and record.enrolled and here is not None:
        # The CLB alone kept it, of a pupil who was enrolled all the time.
        school = here.school
    return einde(casus, on, school)


def _vouched(record: Thuiszitter) -> bool:
    """Somebody said that it is so: the register saying "present" is then a question, not an end (000:1551-1555)."""
    return record.verdict in ("klopt", "anders")


def _only_noted(found: Found) -> bool:
    return all(grond.soort == "genoteerd" for grond in found.finding.gronden)


def _closed_by_person(records: Sequence[Thuiszitter], found: Found) -> bool:
    """Whether a person ended it, for good or on these same facts."""
    if any(record.ended_how in FINAL for record in records):
        return True
    last = records[-1] if records else None
    return last is not None and last.ended_by_person and set(found.finding.kenmerk) <= set(last.marks)


def values_of(found: Found) -> dict[str, Any]:
    """The computed fields of a record."""
    finding = found.finding
    return {
        "level": found.level, "holds": True, "reason": finding.reden, "reason_why": finding.reden_omdat,
        "since": finding.sinds, "half_days": finding.halve_dagen, "grounds": [_ground(one) for one in finding.gronden],
        "marks": list(finding.kenmerk), "codes": [list(pair) for pair in finding.codes],
        "alternative": list(finding.alternatief), "hours": finding.uren, "leerplichtig": finding.leerplichtig,
        "enrolled": finding.ingeschreven, "asked": finding.vraag, "reported": found.reported,
    }  # fmt: skip


def _ground(grond: Grond) -> dict[str, Any]:
    return {
        "soort": grond.soort, "sinds": grond.sinds.isoformat(), "tekst": grond.tekst, "bron": list(grond.bron)
    }  # fmt: skip


def _write(record: Thuiszitter, values: dict[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    if changed:
        record.save(update_fields=changed)
    return bool(changed)


def _begin(pupil_id: int, found: Found, on: date) -> Thuiszitter:
    record = Thuiszitter(pupil_id=pupil_id, found_on=on, computed_on=on, **values_of(found)).kept_by(*found.place)
    record.save(force_insert=True)
    return record


def end(record: Thuiszitter, how: str, on: date, *, by: str = BY_ITSELF, person: bool = False) -> None:
    """It ends and says how; the next step falls away with it."""
    record.ended_on, record.ended_how, record.ended_by, record.ended_by_person = max(on, record.since), how, by, person
    record.holds, record.next_step, record.next_on = False, "", None
    record.save(update_fields=["ended_on", "ended_how", "ended_by", "ended_by_person", "holds", "next_step", "next_on"])


def wake() -> None:
    """Enqueue the recomputation unless one is waiting already."""
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=LOCK).defer()
    except AlreadyEnqueued:
        return


def note(pupil_ids: Iterable[int]) -> None:
    """Something changed for these pupils: note it, and see to it that a job picks it up; in the running transaction."""
    ids = set(pupil_ids)
    if ids:
        Change.objects.bulk_create([Change(pupil_id=pupil_id) for pupil_id in ids])
        wake()


def after_law(pupil_ids: Sequence[int], on: date) -> None:  # noqa: ARG001 - what is looked at is asked anew
    """The law was asked anew about these pupils: whoever of them may stand on the register is looked at."""
    least = waarde("thuiszitten.weken") * waarde("thuiszitten.halve_dagen")
    with connection.cursor() as cursor:
        cursor.execute(_WORTH_A_LOOK, {"pupils": list(pupil_ids), "codes": _CODES, "least": least})
        if cursor.rowcount:
            wake()


def drain(on: date) -> Done:
    """Work through the notices; those whose pupil the law refused stay, and are raised at the end."""
    done = Done()
    while True:
        step = _drain_batch(on, tuple(done.refused))
        done.add(step)
        if not step.pupils:
            break
    done.raise_refused()
    return done


@transaction.atomic
def _drain_batch(on: date, skip: Sequence[int]) -> Done:
    rows = Change.objects.exclude(pupil_id__in=skip).order_by("pk").values_list("pk", "pupil_id")[:NOTICES]
    notices: dict[int, list[int]] = {}
    for key, pupil_id in rows:
        if pupil_id in notices or len(notices) < BATCH:
            notices.setdefault(pupil_id, []).append(key)
    done = recompute(notices, on)
    handled = [key for pupil_id, own in notices.items() if pupil_id not in done.refused for key in own]
    Change.objects.filter(pk__in=handled).delete()
    return done


def look_daily(today: date) -> int:
    """Put up for recomputation who is on the register, and of whom something begins or ends by its own date."""
    old = Thuiszitter.objects.filter(ended_on=None, computed_on__lt=today).values_list("pupil_id", flat=True)
    ids = set(old) | begun_or_ended(today - LOOK_BACK, today)
    note(ids)
    return len(ids)


def recompute_all(on: date) -> Done:
    """Every pupil, from nothing."""
    done = Done()
    for batch in _batches():
        done.add(recompute(batch, on))
    return done


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stored of a pupil otherwise than it is computed from nothing."""

    pupil_id: int
    stored: Any
    computed: Any


def differences(on: date) -> Iterator[Difference]:
    """Compare the open records with what the facts say on a day; writes nothing."""
    for batch in _batches():
        derived = derive(batch, on)
        Done(refused=derived.refused).raise_refused()
        records: dict[int, list[Thuiszitter]] = {}
        for record in Thuiszitter.objects.filter(pupil_id__in=batch).order_by("found_on", "ended_on"):
            records.setdefault(record.pupil_id, []).append(record)
        for pupil_id in batch:
            own, found = records.get(pupil_id, []), derived.found.get(pupil_id)
            open_ = next((record for record in own if record.ended_on is None), None)
            stored = _stored(open_)
            computed = None
            if found is not None and (open_ is not None or not _closed_by_person(own, found)):
                computed = {"place": found.place} | values_of(found)
            if computed is None and open_ is not None and _vouched(open_) and not open_.holds:
                continue
            if stored != computed:
                yield Difference(pupil_id, stored, computed)


def _stored(record: Thuiszitter | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {"place": (record.school_id, record.centre_id)} | {name: getattr(record, name) for name in COMPUTED}


def _batches() -> Iterator[list[int]]:
    after = 0
    while batch := list(Pupil.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield batch
        after = batch[-1]


def follow(*models: Any) -> Callable[..., None]:
    """A handler that notes the pupil of a saved row of these models."""

    def changed(sender: Any, instance: Any, **_signal: Any) -> None:  # noqa: ARG001
        if instance.pupil_id is not None:
            note([instance.pupil_id])

    from django.db.models.signals import post_delete, post_save

    for model in models:
        uid = f"thuiszitters.{model._meta.label_lower}"
        post_save.connect(changed, sender=model, dispatch_uid=uid, weak=False)
        post_delete.connect(changed, sender=model, dispatch_uid=f"{uid}.gone", weak=False)
    return changed
