"""Who sees the education of a pupil who is ill, which steps each kind knows, and who asks for it."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.people import rules as people
from leerrecht.sick.models import Kind, Ziekteonderwijs

BEYOND_ROLES = frozenset({acts.SICK_VIEW})
# What the CLB may ask for too: whoever is involved may (001:2998-3000, 001:3036-3041).
ASKED_BY_ANYBODY = frozenset({Kind.SIO, Kind.VOLUNTEERS})
# Lessons that are counted week by week.
TAUGHT = frozenset({Kind.TOAH, Kind.POAH, Kind.VOLUNTEERS})
# Meant for a time: these say how the pupil comes back and when one looks again (000:10347-10355).
TEMPORARY = frozenset({Kind.TOAH, Kind.SIO})
TEACHER_SOUGHT = frozenset({Kind.TOAH, Kind.POAH})

CONTACT, SIGNED, INSTALLED, RETURNED = "contact", "overeenkomst", "geplaatst", "retour"
SUBJECTS, MATERIAL = "vakken", "lesmateriaal"
INFORMED, PREPARED = "informatie", "terugkeer"
FOR, AGAINST, WAY_BACK = "gunstig", "ongunstig", "weg_terug"
STEPS = {
    Kind.TOAH: {WAY_BACK: _("besproken hoe de leerling terugkomt")},
    Kind.SIO: {
        CONTACT: _("de consulent van Bednet nam contact op"),
        SIGNED: _("de overeenkomsten zijn getekend"),
        INSTALLED: _("het materiaal is geleverd en geïnstalleerd"),
        WAY_BACK: _("besproken hoe de leerling terugkomt"),
        RETURNED: _("het materiaal is terug"),
    },
    Kind.VOLUNTEERS: {
        SUBJECTS: _("school en ouders kozen de vakken"),
        MATERIAL: _("de vrijwilliger kreeg het lesmateriaal"),
    },
    Kind.TYPE5: {
        INFORMED: _("de school gaf informatie over handboeken, aandachtspunten en programma"),
        PREPARED: _("de terugkeer is voorbereid met de klassenraad en de klas"),
    },
    Kind.POAH: {
        FOR: _("de onderwijsinspectie gaf een gunstig advies"),
        AGAINST: _("de onderwijsinspectie gaf een ongunstig advies"),
    },
}


def sick(principal: Principal, act: str) -> Q:
    """Of the schools where the act is allowed, and for reading the pupil and the parents."""
    here = Q(school_id__in=principal.places(act))
    if act != acts.SICK_VIEW:
        return here
    own = people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    child = people.children(principal).filter(contact__pupil_id=OuterRef("pupil_id"))
    return here | Q(Exists(own)) | Q(Exists(child))


def of_sick(principal: Principal, act: str) -> Q:
    return Q(of__in=Ziekteonderwijs.objects.filter(sick(principal, act)).order_by().values("pk"))


def organises(principal: Principal, school_id: int) -> bool:
    """Whether this person acts for the school itself, and not for the CLB that serves it."""
    return principal.system or school_id in principal.places(acts.SICK_KEEP, Reach.SCHOOL)
