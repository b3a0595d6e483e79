"""Who hears that a webhook stands still: the director of the school, and whoever made it."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access.models import User
from leerrecht.access.principal import command
from leerrecht.access.roles import Directeur
from leerrecht.access.standing import stand
from leerrecht.api.models import Subscription
from leerrecht.organisations.models import Membership

logger = logging.getLogger(__name__)


def tell(subscription: Subscription, reason: str) -> None:
    """Mail that a webhook stands still, why, and what to do.

    Who made it and no longer works at the school hears nothing. A mail that cannot leave is no reason to stop: the
    page says it too, and ``leerrecht waak`` counts what waits.
    """
    with stand(command("webhooks", today := timezone.localdate())):
        here = Membership.objects.filter(organisation=subscription.school_id, period__contains=today)
        told = here.filter(Q(role=Directeur.key) | Q(user=subscription.made_by_id)).values("user")
        people = User.objects.filter(pk__in=told, is_active=True).exclude(email="")
        addresses = sorted(set(people.values_list("email", flat=True)))
        school = subscription.school.name
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    site = origins[0].rstrip("/") if origins else ""
    text = _(
        "%(school)s: de webhook “%(purpose)s” staat stil, na %(reason)s.\n\n"
        "Wat er intussen wijzigt, wordt bewaard en gaat later in volgorde mee. Laat wie het andere programma beheert "
        "het adres nakijken, en kies daarna “Hervatten”:\n%(site)s%(page)s\n"
    ) % {
        "school": school, "purpose": subscription.purpose, "reason": reason, "site": site,
        "page": reverse("link-list"),
    }  # fmt: skip
    subject = _("Leerrecht: een koppeling staat stil")
    for address in addresses:
        try:
            EmailMessage(subject, text, to=[address]).send()
        except (smtplib.SMTPException, OSError) as error:
            logger.warning("that a webhook stands still could not be mailed (%s)", type(error).__name__)
