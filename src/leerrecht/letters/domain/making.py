"""Making letters: one or hundreds, each once. The work is done in pieces, so that it shows how far it is."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.access.standing import stand
from leerrecht.documents.domain.uploads import PDF, clean_name
from leerrecht.documents.models import Upload
from leerrecht.letters.domain import delivering
from leerrecht.letters.domain.catalogue import Template, templates
from leerrecht.letters.domain.planning import (
    Draft,
    LeftOut,
    Sender,
    check_values,
    plan,
    printable,
    revived,
    sender_of,
)
from leerrecht.letters.domain.press import Press, press
from leerrecht.letters.models import Delivery, Letter, Run, RunState, Way
from leerrecht.letters.rules import require_house, written_in
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation

TASK = "leerrecht.letters.make_run"
INLINE = 5
MOST = 2_000
_PIECE = 25
# So long one can read who got no letter, and why.
LEFT_OUT_KEPT = dt.timedelta(days=30)
_ONCE = "letter_once"
# What may go by e-mail: what the parents read anyway, and no more.
BY_EMAIL = frozenset({"gedeeld", "attest", "team"})


def find_template(by: Principal, house: Organisation, key: str) -> Template:
    """The template of a school or CLB by key, for who writes in its compartment.

    Raises ``Denied`` for another house or compartment, ``ValidationError`` for a key that is not there.
    """
    require_house(by, acts.LETTER_SEND, house.pk)
    found = templates(by, house, act=acts.LETTER_SEND).get(key)
    if found is None:
        raise ValidationError({"template": _("Kies een sjabloon uit de lijst.")})
    if not may_write(by, house.pk, found.compartment):
        raise policy.Denied(
            _("Deze brief hoort in het vak “%(name)s”, waarin u niet schrijft.") % {"name": found.compartment_name}
        )
    return found


def may_write(by: Principal, house_id: int, compartment: str) -> bool:
    """Whether somebody writes in this compartment for the house: for every pupil of it, or for the own cases."""
    return by.system or compartment in written_in(by, house_id)


def start_run(
    *,
    by: Principal,
    house: Organisation,
    key: str,
    pupil_ids: Sequence[int],
    values: Mapping[str, Any],
    way: str = Way.PAPER,
    language: str = "",
    again_because: str = "",
) -> Run:
    """Make the letters of one template for these pupils: at once for a few, in a job for many.

    ``again_because`` lets a letter that was made before go out once more, with that reason. Raises ``Denied``, or
    ``ValidationError`` by field: nobody chosen, something that the template names is missing, e-mail where not allowed.
    """
    template = find_template(by, house, key)
    chosen = list(dict.fromkeys(pupil_ids))
    _check(chosen, template, way)
    sender = sender_of(by, house)
    check_values(template, sender, values)
    with transaction.atomic():
        run = Run.objects.create(
            organisation_id=house.pk, template_key=key, template_name=template.name, compartment=template.compartment,
            way=way, total=len(chosen), by_id=by.user_id or 0, by_name=sender.name,
            asked={
                "pupils": chosen, "values": _kept(values), "language": language,
                "again": " ".join(again_because.split())[:200],
            },
        )  # fmt: skip
        log.record(
            by=by, act="letter.run", on=run, organisation_id=house.pk,
            detail={"template": key, "pupils": len(chosen), "compartment": template.compartment},
        )  # fmt: skip
        if len(chosen) > INLINE:
            app.configure_task(TASK).defer(run_id=str(run.pk))
    if len(chosen) <= INLINE:
        _work(run, by, template, sender)
    run.refresh_from_db()
    return run


def work(run_id: str) -> None:
    """The job: take a run that waits, or that a process left halfway, and make what is not there yet."""
    run = (
        Run.objects.select_related("organisation")
        .filter(pk=run_id, state__in=(RunState.WAITING, RunState.BUSY))
        .first()
    )
    if run is None:
        return
    user = User.objects.get(pk=run.by_id)
    by = principal_of(user_id=user.pk, name=user.username, on=timezone.localdate())
    try:
        template = find_template(by, run.organisation, run.template_key)
        _work(run, by, template, sender_of(by, run.organisation))
    except (ValidationError, policy.Denied) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        _finish(run, RunState.FAILED, error=" ".join(words)[:400])


def forget() -> int:
    """Empty of old runs who was left out: it says something of pupils, and has served."""
    old = Run.objects.filter(finished_at__lt=timezone.now() - LEFT_OUT_KEPT).exclude(left_out=[])
    return old.update(left_out=[])


def _work(run: Run, by: Principal, template: Template, sender: Sender) -> None:
    """Piece after piece, each in a transaction of its own with its log: what is made, stays made.

    Where another process works on the run too, the one that finds it further than it knew leaves it.
    """
    pupils = run.asked["pupils"]
    if not Run.objects.filter(pk=run.pk, state__in=(RunState.WAITING, RunState.BUSY)).update(state=RunState.BUSY):
        return
    with press(logo=bytes(sender.style.logo) if sender.style.logo else None) as machine:
        for start in range(run.seen, len(pupils), _PIECE):
            piece = pupils[start : start + _PIECE]
            try:
                mine = _piece(run, by, template, sender, machine, piece)
            except ValidationError as error:
                if error.code != _ONCE:
                    raise
                # Somebody else made one of these at the same moment: now it is there, and seen.
                mine = _piece(run, by, template, sender, machine, piece)
            if not mine:
                return
    _finish(run, RunState.DONE)
    if run.way == Way.EMAIL:
        delivering.send_later(run)


@transaction.atomic
def _piece(run: Run, by: Principal, template: Template, sender: Sender, machine: Press, pupils: Sequence[int]) -> bool:
    if Run.objects.select_for_update().filter(pk=run.pk, seen=run.seen).first() is None:
        return False
    with stand(by):
        _print(run, by, template, sender, machine, pupils)
    return True


def _print(run: Run, by: Principal, template: Template, sender: Sender, machine: Press, pupils: Sequence[int]) -> None:
    on = timezone.localdate()
    made = plan(
        by, sender, template, pupils, revived(run.asked["values"]), language=run.asked["language"], on=on
    )  # fmt: skip
    again = run.asked["again"]
    left_out, printed = list(made.left_out), []
    for draft in made.drafts:
        if draft.earlier is not None and (not again or draft.earlier.run_id == run.pk):
            left_out += [] if draft.earlier.run_id == run.pk else [_twice(draft)]
            continue
        try:
            printed.append((draft, machine.pdf(printable(draft, sender, on), on)))
        except ValidationError as error:
            left_out.append(LeftOut(draft.pupil_id, draft.recipient_name, " ".join(error.messages)))
    twice = ValidationError(_("Een van deze brieven is net door iemand anders gemaakt."), code=_ONCE)
    with refusals({_ONCE: twice}):
        letters = _store(run, by, template, sender, printed, on)
    for letter in letters:
        log.record(
            by=by, act="letter.make", on=letter, pupil_id=letter.pupil_id, organisation_id=letter.organisation_id,
            detail={"compartment": letter.compartment, "template": letter.template_key, "copy": letter.copy},
        )  # fmt: skip
    run.seen, run.made = run.seen + len(pupils), run.made + len(letters)
    run.left_out = [*run.left_out, *({"pupil": one.pupil_id, "name": one.name, "why": one.reason} for one in left_out)]
    run.save(update_fields=["seen", "made", "left_out"])


def _store(
    run: Run, by: Principal, template: Template, sender: Sender, printed: list[tuple[Draft, bytes]], on: dt.date
) -> list[Letter]:
    uploads, letters, deliveries = [], [], []
    for draft, content in printed:
        upload = Upload(
            organisation_id=sender.house.pk, pupil_id=draft.pupil_id, compartment=template.compartment,
            name=clean_name(f"{template.name} {on:%Y-%m-%d}.pdf"), content_type=PDF, size=len(content),
            sha256=hashlib.sha256(content).hexdigest(), content=content, by_id=by.user_id,
        )  # fmt: skip
        letter = Letter(
            run=run, pupil_id=draft.pupil_id, organisation_id=sender.house.pk, counterpart_id=draft.counterpart_id,
            compartment=template.compartment, template_key=template.key, template_name=template.name,
            version=draft.version, language=draft.language, recipient=draft.recipient,
            recipient_name=draft.recipient_name, subject=draft.subject, occasion=draft.occasion,
            no_address=draft.no_address, copy=draft.earlier.copy + 1 if draft.earlier else 1,
            again_because=run.asked["again"] if draft.earlier else "", dated=on, file=upload, made_by_id=by.user_id,
            made_by=sender.name,
        )  # fmt: skip
        uploads.append(upload)
        letters.append(letter)
        by_mail = draft.addresses if run.way == Way.EMAIL else ()
        deliveries += [Delivery(letter=letter, way=Way.EMAIL, address=one) for one in by_mail]
        deliveries += [] if by_mail else [Delivery(letter=letter, way=Way.PAPER)]
    Upload.objects.bulk_create(uploads)
    Letter.objects.bulk_create(letters)
    Delivery.objects.bulk_create(deliveries)
    return letters


def _twice(draft: Draft) -> LeftOut:
    earlier = draft.earlier
    assert earlier is not None  # noqa: S101 - for the type checker
    words = _("%(name)s kreeg deze brief al op %(day)s, gemaakt door %(who)s.") % {
        "name": draft.recipient_name, "day": f"{earlier.dated:%d/%m/%Y}", "who": earlier.made_by,
    }  # fmt: skip
    return LeftOut(draft.pupil_id, draft.recipient_name, words)


def _finish(run: Run, state: RunState, error: str = "") -> None:
    run.state, run.error, run.finished_at = state, error, timezone.now()
    # What was typed for these letters stands in them; nothing of it stays here.
    run.asked = {}
    run.save(update_fields=["state", "error", "finished_at", "asked"])


def _check(chosen: list[int], template: Template, way: str) -> None:
    wrong: dict[str, str] = {}
    if not chosen:
        wrong["pupils"] = _("Kies eerst één of meer leerlingen.")
    elif len(chosen) > MOST:
        wrong["pupils"] = _("Dat zijn %(n)d leerlingen; meer dan %(most)d in één keer kan niet. Splits de reeks.") % {
            "n": len(chosen), "most": MOST,
        }  # fmt: skip
    if way not in Way.values:
        wrong["way"] = _("Kies of de brief op papier of per e-mail gaat.")
    elif way == Way.EMAIL and template.compartment not in BY_EMAIL:
        wrong["way"] = _("Een brief uit dit vak gaat alleen op papier: hij is te vertrouwelijk voor e-mail.")
    if wrong:
        raise ValidationError(wrong)


def _kept(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: one.isoformat() if isinstance(one, dt.date | dt.time) else str(one) for name, one in values.items()}
