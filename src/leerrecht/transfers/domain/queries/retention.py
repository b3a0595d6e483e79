"""Lists for destruction, and until when each record of a pupil is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse

from leerrecht.access import acts, policy
from leerrecht.access.compartments import name_of
from leerrecht.access.principal import Principal
from leerrecht.documents.retention import Ref, Term, terms
from leerrecht.law.sources import bronnen
from leerrecht.law.tables import getal
from leerrecht.people.models import Pupil
from leerrecht.transfers.domain.retention import Due, dues, refs
from leerrecht.transfers.models import DestructionLine, DestructionList

# By which act somebody sees records of a model, where its room does not say so itself; of the others a pupil's page
# tells nothing.
_VIEWS = {
    "notes.Aantekening": acts.NOTE_VIEW,
    "attendance.Certificate": acts.CERTIFICATE_VIEW,
    "attendance.HalfDayNote": acts.REGISTER_VIEW,
    "people.Grant": acts.GRANT_VIEW,
    "transfers.TransferCopy": acts.NOTE_VIEW,
    "transfers.Summary": acts.TRANSFER_VIEW,
    "consent.Consent": acts.CONSENT_VIEW,
    "consent.ParentsWish": acts.WISH_VIEW,
    "consent.Judgement": acts.CONSENT_VIEW,
}


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """One record without its content: until when it is kept, and which rule says so."""

    what: str
    compartment: str
    made_on: date
    until: date
    ground: str
    sources: list[str]
    verify: bool
    href: str = ""


def kept_until(principal: Principal, pupil: Pupil) -> list[KeptUntil]:
    """Of every record of this pupil that the reader may see, the first day on which it may go; soonest first.

    One query that asks which kinds there are of this pupil, one for each of those, and five for all of them together.
    """
    found = [_line(due) for due in dues(_seen(principal, pupil))]
    return sorted(found, key=lambda line: (line.until, line.what, line.made_on))


def _seen(principal: Principal, pupil: Pupil) -> Iterator[tuple[Term, Ref]]:
    acts_of = {model: term.view or _VIEWS.get(model._meta.label, "") for model, term in terms().items()}
    for model in _kinds_of(pupil, [model for model, act in acts_of.items() if act]):
        seen = policy.visible(model, to=principal, act=acts_of[model]).filter(pupil=pupil)
        for ref in refs(terms()[model], pk__in=seen.values("pk")):
            yield terms()[model], ref


def _kinds_of(pupil: Pupil, models: list[type[Model]]) -> list[type[Model]]:
    """Of which there is a record of this pupil, whoever may see it: to ask what may be seen is dear.

    Nothing of it leaves this room, and the second wall stands before it all the same. None where the pupil went away
    meanwhile.
    """
    there = (Exists(model._default_manager.filter(pupil=OuterRef("pk"))) for model in models)
    found = Pupil.objects.filter(pk=pupil.pk).values_list(*there).first()
    return [model for model, held in zip(models, found, strict=True) if held] if found else []


def _line(due: Due) -> KeptUntil:
    entry = getal(due.ground)
    return KeptUntil(
        what=str(due.term.model._meta.verbose_name),
        compartment=", ".join(name_of(key) for key in due.ref.compartment.split(",")),
        made_on=due.ref.made_on,
        until=due.on,
        ground=entry.uitleg if entry else due.ground,
        sources=bronnen(entry.bron) if entry else [],
        verify=bool(entry and entry.te_verifieren),
        href=_address(due.term, due.ref.pupil_id),
    )


def _address(term: Term, pupil_id: int) -> str:
    return reverse(term.address, args=[pupil_id]) if term.address else ""


def lists_of(principal: Principal) -> "QuerySet[DestructionList]":
    """Lists of the places of the principal, with how much is on them."""
    found = policy.visible(DestructionList, to=principal, act=acts.RETENTION_DECIDE)
    counted = found.annotate(number=Count("lines"), kept=Count("lines", filter=Q(lines__kept_until__isnull=False)))
    return counted.select_related("organisation", "proof").order_by("-proposed_on", "-pk")


@dataclass(frozen=True, slots=True)
class Line:
    line: DestructionLine
    pupil: str
    what: str
    ground: str
    href: str = ""


def lines_of(principal: Principal, found: DestructionList) -> "QuerySet[DestructionLine]":
    """What is on a list, by pupil."""
    lines = policy.visible(DestructionLine, to=principal, act=acts.RETENTION_DECIDE).filter(list=found)
    return lines.order_by("pupil_id", "kind", "due_on", "pk")


def in_words(lines: "list[DestructionLine]") -> list[Line]:
    """Lines with the pupil, the kind and the ground in words: one query. Who decides, may not read the records."""
    pupils = Pupil.objects.in_bulk({line.pupil_id for line in lines})
    shown = []
    for line in lines:
        entry = getal(line.ground)
        model = apps.get_model(line.kind)
        term, what = terms().get(model), str(model._meta.verbose_name)
        href = _address(term, line.pupil_id) if term else ""
        shown.append(Line(line, str(pupils.get(line.pupil_id, "")), what, entry.uitleg if entry else line.ground, href))
    return shown
