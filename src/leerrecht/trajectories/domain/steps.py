"""The file of the CLB: what it did for a pupil, with its words in the compartment ``clb``."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.places import columns
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import place_of
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain.common import refuse, require_past
from leerrecht.trajectories.models import CareStep, Next, Signal, StepKind, Traject

WITH_NEXT = frozenset({StepKind.INTAKE, StepKind.QUESTION})
WITH_SOMEBODY = frozenset({StepKind.INTAKE, StepKind.CONTACT, StepKind.TALK, StepKind.VISIT})
LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody of the CLB did, before it is checked."""

    kind: str
    on: date
    text: str = ""
    whom: str = ""
    channel: str = ""
    reached: bool | None = None
    domain: str = ""
    minutes: int | None = None
    next: str = ""

    def columns(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in ("kind", "on", "whom", "channel", "reached", "domain", "minutes", "next")
        }


@transaction.atomic
def write_step(*, by: Principal, pupil: Pupil, centre_id: int, step: Step, signal: Signal | None = None) -> CareStep:
    """Keep one thing that the CLB did. Only who works on the case. Raises ``Denied``, ``ValidationError`` by field."""
    place = place_of(by, pupil, Clb.key, centre_id)
    _check(by, step)
    text = step.text.strip()
    note = None
    if text:
        title = f"{StepKind(step.kind).label}, {date_format(step.on, 'j F Y')}"
        note = write_note(
            by=by, pupil=pupil, compartment=Clb.key, organisation_id=centre_id, title=title.capitalize(), text=text,
            place=place,
        )  # fmt: skip
    running = policy.visible(Traject, to=by, act=acts.NOTE_VIEW).filter(
        pupil=pupil, organisation_id=centre_id, closed_on=None
    )
    kept = CareStep(**columns(by, pupil.pk, place), **step.columns(), note=note, traject=running.first(), signal=signal)
    kept.save(force_insert=True)
    log.record(
        by=by, act="clb.step", on=kept, pupil_id=pupil.pk, organisation_id=centre_id, why=place.why,
        detail={"kind": str(kept.kind)},
    )  # fmt: skip
    return kept


def _check(by: Principal, step: Step) -> None:
    refuse((step.kind not in StepKind.values, "kind", _("Kies uit de lijst wat u deed.")))
    require_past(by, on=step.on)
    kind, said = StepKind(step.kind), bool(step.text.strip())
    refuse(
        (not said and kind is not StepKind.CONTACT, "text", _("Schrijf in enkele zinnen wat er gebeurde.")),
        (kind in WITH_SOMEBODY and not step.whom, "whom", _("Zeg met wie.")),
        (kind is StepKind.CONTACT and not step.channel, "channel", _("Kies hoe u contact zocht.")),
        (kind is StepKind.CONTACT and step.reached is None, "reached", _("Zeg of u iemand bereikte.")),
        (kind in WITH_NEXT and step.next not in Next.values, "next", _("Kies wat er volgt.")),
        (kind not in WITH_NEXT and bool(step.next), "next", _("Dit hoort alleen bij onthaal en vraagverheldering.")),
        (
            step.minutes is not None and not 0 < step.minutes <= LONGEST_MINUTES, "minutes",
            _("Geef de minuten als een getal van 1 tot %(most)d.") % {"most": LONGEST_MINUTES},
        ),
    )  # fmt: skip
