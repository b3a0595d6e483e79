"""A trust person named by the head of the CLB: only where the pupil cannot choose, and never who guides the pupil."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, VanLeerling
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.organisations.domain.periods import period
from leerrecht.people.domain import grants
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Grant, GrantKind, Pupil
from leerrecht.trajectories.domain.common import on_case, refuse, trusted, words, worker
from leerrecht.trajectories.models import Traject


@transaction.atomic
def name_trust_person(*, by: Principal, pupil: Pupil, centre_id: int, who_id: int | None, reason: str) -> Grant:
    """Give a pupil who cannot choose one a trust person of the CLB (004:876-886).

    ``reason`` says why the pupil cannot choose. The pupil sees it, and may take the trust person away and choose
    another. Raises ``Denied``, ``ValidationError`` by field.
    """
    if not (by.system or centre_id in by.organisations(acts.CASE_ASSIGN)):
        raise policy.Denied(_("Alleen het hoofd van het CLB wijst een vertrouwenspersoon aan."))
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    refuse((not words(reason), "reason", _("Schrijf waarom de leerling niet zelf kan kiezen.")))
    user = worker(who_id, centre_id, by.on)
    with stand(command("vertrouwenspersoon", by.on, vaults={Clb.key, VanLeerling.key})):
        chosen = trusted(pupil.pk, by.on).exists()
        guides = (
            on_case(user.pk, pupil.pk, centre_id, by.on)
            or Traject.objects.filter(pupil=pupil, lead_id=user.pk, closed_on=None).exists()
        )
    if chosen:
        raise ValidationError(_("Deze leerling heeft al een vertrouwenspersoon. De keuze van de leerling gaat voor."))
    if guides:
        raise ValidationError(
            {"who": _("%(name)s begeleidt deze leerling. Kies iemand die daarbuiten staat.") % {
                "name": user.get_full_name(),
            }}
        )  # fmt: skip
    here = sorted(schools_of(pupil.pk, by.on))
    grant = Grant(
        user=user, pupil=pupil, kind=GrantKind.TRUST, organisation_id=here[0] if here else centre_id,
        held_at_id=centre_id, compartments=[VanLeerling.key], reason=words(reason), period=period(by.on, None),
        given_by_id=by.user_id,
    )  # fmt: skip
    return grants.save(grant, by=by, act=acts.GRANT_GIVE, why=by.why(acts.CASE_ASSIGN))
