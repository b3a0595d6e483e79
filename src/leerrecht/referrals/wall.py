"""What the second wall knows of referrals: each by its compartment, its steps and documents with it."""

from leerrecht.access import wall
from leerrecht.referrals.models import Document, Referral, Step


def guard() -> None:
    wall.guard(Referral, wall.in_compartment(counterpart="counterpart_id"))
    for part in (Step, Document):
        wall.guard(part, wall.with_record(Referral, "referral_id"))
