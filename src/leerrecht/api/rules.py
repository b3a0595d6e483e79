"""What a token may be given, who manages tokens and webhooks, and the choices of this room (decision 1004)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.compartments import Attest
from leerrecht.access.principal import Principal

# A year, so that somebody looks again at what goes out.
LONGEST = timedelta(days=366)
# Of one token, before it is asked to wait: a package that takes a school over needs some hundreds.
CALLS_A_MINUTE = 300
# So long the same key gives the same answer.
ANSWERS_KEPT = timedelta(hours=24)
# So long a former secret still signs beside the new one.
BOTH_SIGN = timedelta(hours=24)
# When what did not arrive is tried again; after the last the webhook waits for a person.
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
# Deliveries stay on the page so long.
DELIVERIES_KEPT = timedelta(days=60)
FIGURES_KEY = "cijfers"
# Rules that follow from the register alone. What rests on illness, care, a CLB or a measure stays on the pages.
OF_THE_REGISTER = (
    "verzuim.", "onbekend.", "b1.", "b.", "b5.", "b10.", "b30.", "p30.", "code.", "kleuter290", "tempo", "patroon.",
    "schooltoeslag.", "verificatie.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What a token may do: acts of the policy, and compartments that it reads.

    ``board``: also for a board, which sees no pupils.
    """

    name: str | Promise
    acts: frozenset[str]
    compartments: frozenset[str] = frozenset()
    board: bool = False


SCOPES: dict[str, Scope] = {
    "scholen:lezen": Scope(_("scholen lezen"), frozenset({acts.SCHOOL_VIEW}), board=True),
    "klassen:lezen": Scope(_("klassen lezen"), frozenset({acts.SCHOOL_VIEW})),
    "klassen:schrijven": Scope(_("klassen maken en wijzigen"), frozenset({acts.SCHOOL_VIEW, acts.SCHOOL_MANAGE})),
    "leerlingen:lezen": Scope(_("leerlingen en inschrijvingen lezen"), frozenset({acts.PUPIL_VIEW})),
    "leerlingen:schrijven": Scope(
        _("leerlingen inschrijven, wijzigen en uitschrijven"), frozenset({acts.PUPIL_VIEW, acts.PUPIL_EDIT})
    ),
    "resultaten:lezen": Scope(
        _("eindresultaten lezen: attest, clausulering, kwalificatie"), frozenset({acts.PUPIL_VIEW})
    ),
    "resultaten:schrijven": Scope(_("eindresultaten vastleggen"), frozenset({acts.PUPIL_VIEW, acts.PUPIL_EDIT})),
    "contacten:lezen": Scope(_("contactpersonen lezen"), frozenset({acts.PUPIL_VIEW})),
    "contacten:schrijven": Scope(
        _("contactpersonen toevoegen, wijzigen en weghalen"), frozenset({acts.PUPIL_VIEW, acts.PUPIL_EDIT})
    ),
    "aanwezigheid:lezen": Scope(_("registers en halve dagen lezen"), frozenset({acts.REGISTER_VIEW})),
    "aanwezigheid:schrijven": Scope(
        _("registers nemen en afwezigheden ingeven"),
        frozenset({acts.REGISTER_VIEW, acts.REGISTER_TAKE, acts.ABSENCE_EDIT}),
    ),
    "attesten:lezen": Scope(
        _("attesten lezen, zonder scan"), frozenset({acts.CERTIFICATE_VIEW}), frozenset({Attest.key})
    ),
    "attesten:schrijven": Scope(
        _("attesten registreren en intrekken"),
        frozenset({acts.CERTIFICATE_VIEW, acts.CERTIFICATE_ADD}),
        frozenset({Attest.key}),
    ),
    "plichten:lezen": Scope(_("plichten en de werklijst lezen"), frozenset({acts.DUTY_VIEW})),
    "plichten:schrijven": Scope(
        _("vastleggen wat er voor een plicht gedaan is"), frozenset({acts.DUTY_VIEW, acts.DUTY_CLOSE})
    ),
    "cijfers:lezen": Scope(
        _("gepubliceerde cijfers lezen, zonder kleine aantallen"),
        frozenset({acts.FIGURES_VIEW}),
        frozenset({FIGURES_KEY}),
        board=True,
    ),
}

# What an act of the log is called to another program. Of confidential records nothing is told.
HALF_DAY, REGISTER, DUTY = "halve-dag:gewijzigd", "register:genomen", "plicht:afgesloten"
EVENTS: dict[str, str | Promise] = {
    REGISTER: _("een register is genomen"),
    HALF_DAY: _("een halve dag is gewijzigd"),
    "leerling:gewijzigd": _("een leerling is nieuw of gewijzigd"),
    "inschrijving:gewijzigd": _("een inschrijving is nieuw, gewijzigd of beëindigd"),
    "resultaat:gewijzigd": _("een eindresultaat is vastgelegd of gewijzigd"),
    "klas:gewijzigd": _("een klas is nieuw, gewijzigd of verwijderd"),
    "contact:gewijzigd": _("een contactpersoon is nieuw, gewijzigd of verwijderd"),
    "attest:gewijzigd": _("een attest is geregistreerd, verbeterd of ingetrokken (nooit wat erin staat)"),
    DUTY: _("van een plicht uit het register is vastgelegd wat er gedaan is"),
}
# Who reads the records, hears that they changed.
SCOPE_OF_EVENT: dict[str, str] = {
    REGISTER: "aanwezigheid:lezen",
    HALF_DAY: "aanwezigheid:lezen",
    "leerling:gewijzigd": "leerlingen:lezen",
    "inschrijving:gewijzigd": "leerlingen:lezen",
    "resultaat:gewijzigd": "resultaten:lezen",
    "klas:gewijzigd": "klassen:lezen",
    "contact:gewijzigd": "contacten:lezen",
    "attest:gewijzigd": "attesten:lezen",
    DUTY: "plichten:lezen",
}
EVENT_OF_ACT: dict[str, str] = {
    acts.REGISTER_TAKE: HALF_DAY,
    **dict.fromkeys(
        ("absence.period", "absence.edit", "absence.reason", "halfday.refine", "p.approve", "p.refuse"), HALF_DAY
    ),
    **dict.fromkeys(("pupil.create", "pupil.edit", "pupil.merge", "pupil.siblings"), "leerling:gewijzigd"),
    **dict.fromkeys(
        ("enrolment.create", "enrolment.class", "enrolment.end", "enrolment.remove"), "inschrijving:gewijzigd"
    ),
    "enrolment.result": "resultaat:gewijzigd",
    **dict.fromkeys(("class.create", "class.edit", "class.delete", "class.team"), "klas:gewijzigd"),
    **dict.fromkeys(("contact.add", "contact.change", "contact.remove"), "contact:gewijzigd"),
    **dict.fromkeys(
        ("certificate.add", "certificate.correct", "certificate.extend", "certificate.withdraw"), "attest:gewijzigd"
    ),
    acts.DUTY_CLOSE: DUTY,
}


def runs_all(principal: Principal) -> bool:
    """A seat at the operator of the installation, who keeps watch over all tokens."""
    return any(
        seat.role.organisation_kind == "beheer" and acts.API_MANAGE in seat.role.acts for seat in principal.seats
    )


def tokens(principal: Principal, act: str) -> Q:
    return Q() if runs_all(principal) else Q(organisation_id__in=principal.organisations(act))


def answers(_principal: Principal, _act: str) -> Q:
    """Given to the token itself alone, by the verb that keeps them; on no list."""
    return Q(pk__in=())


def subscriptions(principal: Principal, act: str) -> Q:
    """Of the own school: what is sent tells of its pupils by number."""
    return Q(school_id__in=principal.places(act))
