"""Who takes part in a procedure, and what opens the file to them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.discipline import rules
from leerrecht.discipline.models import Member, Procedure, Seat
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.domain.grants import give_grant, withdraw_grant
from leerrecht.people.models import GrantKind

# The CLB reads its own advice, by the case; not the file of the school.
WITHOUT_GRANT = (Seat.CENTRE,)


@transaction.atomic
def add_member(*, by: Principal, procedure: Procedure, seat: str, name: str = "", user: User | None = None) -> Member:
    """Somebody takes part. With an account, the file opens to them for a time, as pupil and parents see.

    Only who leads the school appoints a delegate. Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.TUCHT_KEEP, procedure)
    if seat not in Seat.values:
        raise ValidationError({"seat": _("Kies als wat iemand deelneemt.")})
    if procedure.closed_on is not None:
        raise ValidationError(_("Deze procedure is afgesloten."))
    leads = by.system or procedure.organisation_id in by.organisations(acts.TUCHT_KEEP)
    if not leads and (seat == Seat.DELEGATE or user is not None):
        raise policy.Denied(_("Wie het dossier mag lezen, beslist de directeur."))
    if seat == Seat.DELEGATE and user is None:
        raise ValidationError({"user": _("Kies de gemachtigde uit de lijst: die heeft een account nodig.")})
    label = user.get_full_name() if user is not None else " ".join(name.split())
    if not label:
        raise ValidationError({"name": _("Kies iemand uit de lijst, of schrijf een naam.")})
    grant = None
    if user is not None and seat not in WITHOUT_GRANT and user.pk != by.user_id:
        grant = give_grant(
            by=by, pupil=procedure.pupil, user=user, kind=GrantKind.ACCESS, organisation_id=procedure.organisation_id,
            compartments=[Tucht.key], last=by.on + rules.MEMBER_READS,
            reason=_("Lid van de procedure: %(seat)s") % {"seat": Seat(seat).label},
        )  # fmt: skip
    with refusals({"discipline_member_once": {"name": _("Deze persoon staat er zo al bij.")}}):
        member = Member.objects.create(procedure=procedure, seat=seat, name=label, user=user, grant=grant)
    log.record(
        by=by, act="tucht.member", on=procedure, pupil_id=procedure.pupil_id,
        organisation_id=procedure.organisation_id, why=why, detail={"compartment": procedure.compartment, "seat": seat},
    )  # fmt: skip
    return member


@transaction.atomic
def remove_member(*, by: Principal, member: Member) -> None:
    """Takes part no more; what was opened to them closes. Raises ``Denied``."""
    why = policy.require(by, acts.TUCHT_KEEP, member)
    one = member.procedure
    if not by.system and one.organisation_id not in by.organisations(acts.TUCHT_KEEP):
        raise policy.Denied(_("Wie het dossier mag lezen, beslist de directeur."))
    if member.grant is not None and member.grant.withdrawn_at is None:
        withdraw_grant(by=by, grant=member.grant)
    member.delete()
    log.record(
        by=by, act="tucht.member", on=one, pupil_id=one.pupil_id, organisation_id=one.organisation_id, why=why,
        detail={"compartment": one.compartment, "removed": True},
    )  # fmt: skip
