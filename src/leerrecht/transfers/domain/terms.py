"""How long each kind of confidential record is kept: what this room says for itself and for the rooms below."""

from datetime import date

from leerrecht.attendance.models import Certificate, HalfDayNote
from leerrecht.consent.models import Consent, Judgement, ParentsWish
from leerrecht.documents.retention import Kept, Ref, register
from leerrecht.law import bewaring
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import AccessRequest, Grant
from leerrecht.transfers.models import Summary, TransferCopy


def ground(ref: Ref, kept: Kept) -> str:
    """The number of the law tables for a compartment; of several, as a grant has, for the one kept longest."""
    found = {bewaring.grond(key, clb=kept.centre) for key in ref.compartment.split(",")}
    return bewaring.CLB if bewaring.CLB in found else min(found)


def date_of(ref: Ref, kept: Kept) -> date | None:
    """The first day on which the record may go; None while the pupil is at the school without an end in sight."""
    name = ground(ref, kept)
    if name == bewaring.CLB:
        contact = max(filter(None, (kept.contact, ref.made_on)))
        return bewaring.vrij_bij_clb(kept.birth_date, contact, buitengewoon=kept.special)
    # Of who was never enrolled there, such as a child that did not come, the term runs from the record.
    return bewaring.vrij_na_vertrek(name, max(kept.left_on or ref.made_on, ref.made_on))


def register_terms() -> None:
    """The models of this room and of those below that hold confidential text."""
    register(Aantekening, ground, date_of)
    register(Certificate, ground, date_of, organisation="school_id", made="registered_at", whole="attest")
    register(HalfDayNote, ground, date_of, organisation="school_id", whole="team")
    for kept in (Consent, ParentsWish, Judgement):
        register(kept, ground, date_of, made="recorded_at")
    # Before the grants to which they lead.
    register(AccessRequest, ground, date_of, made="asked_at", compartment="compartments")
    register(Grant, ground, date_of, made="given_at", compartment="compartments")
    register(Summary, ground, date_of, made="written_on")
    register(TransferCopy, ground, date_of, made="transfer__sent_at")
