"""What of the guidance file helps at a next school, and what never goes there."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.guidance.models import Entry, Kind, Version
from leerrecht.notes.models import Aantekening
from leerrecht.transfers.domain.offers import Offer
from leerrecht.transfers.models import Sort

# Of absences only the number of B goes along (0304), and what was found about parents is a judgement of this school.
NEVER = frozenset({Kind.ABSENCE, Kind.FINDING})
HELPS = frozenset({Kind.ADAPTATION, Kind.MEASURE, Kind.AGREEMENT, Kind.STRENGTH, Kind.SKILLS, Kind.ARREARS, Kind.EXAM})
PERSONAL = frozenset({Kind.WORDS, Kind.CONCERN})
REPORTS = {"gc": Sort.GC, "iac": Sort.IAC, "ov4": Sort.OV4}


def offering(by: Principal, notes: Sequence[Aantekening]) -> Iterator[tuple[Any, Offer]]:
    """Entries by what they are, and the latest version of each agreement. Two queries."""
    keys = [note.pk for note in notes]
    entries = policy.visible(Entry, to=by, act=acts.NOTE_VIEW).filter(note__in=keys, withdrawn_at=None)
    for entry in entries.order_by("pk"):
        yield entry.note_id, _of_entry(entry)
    versions = policy.visible(Version, to=by, act=acts.NOTE_VIEW).filter(note__in=keys)
    latest: dict[Any, Version] = {}
    for version in versions.select_related("agreement").order_by("number"):
        latest[version.agreement_id] = version
    for version in latest.values():
        kind = version.agreement.get_kind_display()
        yield version.note_id, Offer(_("%(kind)s, zoals ze nu gelden") % {"kind": kind}, Sort.CARE)


def _of_entry(entry: Entry) -> Offer:
    words = str(entry.get_kind_display())
    if entry.kind in NEVER:
        return Offer(words, travels=False)
    if entry.kind == Kind.REPORT:
        return Offer(str(entry.get_report_display()), REPORTS[entry.report])
    if entry.done_on is not None:
        words = _("%(what)s, uitgevoerd") % {"what": words}
    if entry.kind in PERSONAL or (entry.kind in HELPS and entry.domain == "psychosociaal"):
        return Offer(words, Sort.SOCIAL)
    return Offer(words, Sort.CARE if entry.kind in HELPS else "")
