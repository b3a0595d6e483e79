"""Roles: small classes with a name, a sentence, a reach and the acts they allow.

A role says what somebody may do *at the organisation of the membership*; the reach says for
which pupils: the own classes, the whole school, the schools a CLB serves, or none at all.
"""

from enum import StrEnum
from typing import ClassVar

from leerrecht.access import acts
from leerrecht.access.compartments import (
    PARENTS,
    PUPIL,
    Attest,
    Clb,
    Gedeeld,
    Medisch,
    Partner,
    Team,
    Tucht,
    VanLeerling,
    Zorg,
)

# What everybody who works with pupils may do around one file.
_CASE = frozenset({acts.CASE_VIEW, acts.NOTE_VIEW, acts.NOTE_WRITE, acts.NOTE_WITHDRAW, acts.GRANT_VIEW})
_CARES = _CASE | {acts.ACCESS_REQUEST, acts.GLASS_BREAK}
_GIVES = frozenset(
    {acts.GRANT_GIVE, acts.GRANT_WITHDRAW, acts.GRANT_REASON, acts.ACCESS_ANSWER, acts.PROTOCOL_VIEW}
)  # fmt: skip
_SCHOOL_FILE = frozenset({Team.key, Zorg.key, Gedeeld.key})
# Places of schools, and the waiting lists of the school.
_PLACES = frozenset({acts.PLACES_VIEW, acts.PLACES_KEEP, acts.WAITING_VIEW, acts.WAITING_KEEP})
_COUNTS = frozenset({acts.PLACES_FIGURES, acts.SITTER_FIGURES})
_REFUSALS = frozenset({acts.REFUSAL_VIEW, acts.REFUSAL_KEEP, acts.PLACES_FIGURES})
_DESK = frozenset({acts.TRANSFER_VIEW, acts.TRANSFER_OBJECT, acts.FILE_GIVE})
_LETTERS = frozenset({acts.LETTER_SEND, acts.LETTER_MANAGE})
_MOVES = _DESK | {acts.TRANSFER_PREPARE, acts.TRANSFER_ACCEPT, acts.RETENTION_VIEW}


class Reach(StrEnum):
    CLASSES = "classes"
    SCHOOL = "school"
    SERVED = "served"
    NONE = "none"


class Role:
    key: ClassVar[str]
    name: ClassVar[str]
    sentence: ClassVar[str]
    organisation_kind: ClassVar[str]
    reach: ClassVar[Reach]
    acts: ClassVar[frozenset[str]]
    # Read for every pupil within the reach; written there; and what a grant for one case may open.
    compartments: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset()
    grantable: ClassVar[frozenset[str]] = frozenset()
    # Whether the role follows from a membership; else from an account of the pupil or a parent.
    by_membership: ClassVar[bool] = True
    # Whoever holds the role signs in with two steps.
    second_factor: ClassVar[bool] = False


class Leerkracht(Role):
    key = "leerkracht"
    name = "leerkracht"
    sentence = "Neemt het register van de eigen klassen en ziet de leerlingen van die klassen."
    organisation_kind = "school"
    reach = Reach.CLASSES
    acts = _CARES | {
        acts.PUPIL_VIEW, acts.REGISTER_VIEW, acts.REGISTER_TAKE, acts.MEETING_ATTEND, acts.PARENTS_MEET,
        acts.INCIDENT_RECORD, acts.SUPPORT_SIGNAL,
    }  # fmt: skip
    compartments = frozenset({Team.key})
    writes = frozenset({Team.key})
    grantable = frozenset({Team.key, Zorg.key, Gedeeld.key, Tucht.key})


class Secretariaat(Role):
    key = "secretariaat"
    name = "secretariaat"
    sentence = "Beheert inschrijvingen, registers, attesten en de uitwisseling met het schoolpakket."
    organisation_kind = "school"
    reach = Reach.SCHOOL
    acts = frozenset(
        {
            acts.PUPIL_VIEW, acts.PUPIL_EDIT, acts.REGISTER_VIEW, acts.REGISTER_TAKE, acts.ABSENCE_EDIT,
            acts.CERTIFICATE_VIEW, acts.CERTIFICATE_ADD, acts.DUTY_VIEW, acts.SCHOOL_VIEW,
            acts.SCHOOL_MANAGE, acts.IMPORT_RUN, acts.EXPORT_RUN, acts.ACCOUNT_LINK, acts.SICK_VIEW, acts.SICK_KEEP,
            acts.HOME_ANSWER, acts.DISCIMUS_KEEP,
        }
    ) | _CASE | _DESK | _LETTERS | _PLACES  # fmt: skip
    compartments = frozenset({Attest.key})
    writes = frozenset({Attest.key})
    grantable = frozenset({Tucht.key})


class Begeleider(Role):
    key = "begeleider"
    name = "leerlingenbegeleider of zorgcoördinator"
    sentence = "Volgt op wie de school nodig heeft en legt vast wat er gedaan is."
    organisation_kind = "school"
    reach = Reach.SCHOOL
    acts = frozenset(
        {
            acts.PUPIL_VIEW, acts.REGISTER_VIEW, acts.REGISTER_TAKE, acts.ABSENCE_EDIT,
            acts.CERTIFICATE_VIEW, acts.CERTIFICATE_ADD, acts.DUTY_VIEW, acts.DUTY_CLOSE,
            acts.SCHOOL_VIEW, acts.EXPORT_RUN, acts.LOG_VIEW, acts.CONSENT_VIEW, acts.CONSENT_RECORD, acts.WISH_VIEW,
            acts.WISH_RECORD, acts.GUIDANCE_KEEP, acts.GUIDANCE_PRINT, acts.FORM_POLICY, acts.FORM_MANAGE,
            acts.QUALITY_KEEP, acts.COOPERATION_KEEP,
            acts.MEETING_ATTEND, acts.MEETING_HOLD, acts.PARENTS_MEET, acts.DIRECTORY_VIEW, acts.INCIDENT_RECORD,
            acts.SICK_VIEW, acts.SICK_KEEP, acts.CLB_REPORT, acts.SUPPORT_SIGNAL, acts.HOME_ANSWER, acts.QUIET_SET,
            acts.FIGURES_VIEW,
            acts.REFERRAL_MAKE, acts.PLACEMENT_KEEP, acts.SITTER_VIEW, acts.SITTER_KEEP,
        }
    ) | _CARES | _GIVES | _MOVES | _LETTERS | _PLACES | _REFUSALS  # fmt: skip
    compartments = _SCHOOL_FILE | {Attest.key}
    writes = compartments
    grantable = frozenset({Tucht.key})


class Directeur(Role):
    key = "directeur"
    name = "directeur"
    second_factor = True
    sentence = "Beslist over code P, leidt de school en ziet alles van de school, ook de tucht."
    organisation_kind = "school"
    reach = Reach.SCHOOL
    acts = Secretariaat.acts | Begeleider.acts | {
        acts.P_APPROVE, acts.MEMBER_MANAGE, acts.NOTICE_VIEW, acts.RETENTION_DECIDE, acts.PROTOCOL_MANAGE,
        acts.QUALITY_FIX, acts.COOPERATION_CONFIRM, acts.CASE_WATCH, acts.TUCHT_KEEP,
        acts.ATTEST_CONTEST,
        acts.INCLUSION_VIEW, acts.INCLUSION_KEEP, acts.API_MANAGE,
    }  # fmt: skip
    compartments = _SCHOOL_FILE | {Tucht.key, Attest.key}
    writes = compartments


class ClbMedewerker(Role):
    key = "clb"
    name = "CLB-medewerker"
    second_factor = True
    sentence = "Ziet de aanwezigheid en de signalen van de scholen die het CLB begeleidt."
    organisation_kind = "clb"
    reach = Reach.SERVED
    acts = frozenset(
        {
            acts.PUPIL_VIEW, acts.REGISTER_VIEW, acts.DUTY_VIEW, acts.DUTY_CLOSE, acts.SCHOOL_VIEW, acts.LOG_VIEW,
            acts.CONSENT_VIEW, acts.CONSENT_RECORD, acts.WISH_VIEW, acts.WISH_RECORD, acts.ABILITY_JUDGE,
            acts.GUIDANCE_KEEP, acts.UNWILLING_FIND, acts.COOPERATION_KEEP, acts.MEETING_ATTEND, acts.DIRECTORY_VIEW,
            acts.TUCHT_ADVISE, acts.CLB_DOOR, acts.REFERRAL_MAKE, acts.PLACEMENT_KEEP,
            acts.SITTER_VIEW, acts.SITTER_KEEP,
            acts.FIGURES_VIEW,
            acts.DIRECTORY_KEEP, acts.SICK_VIEW, acts.SICK_KEEP,
            acts.LEERPLICHT_VIEW, acts.LEERPLICHT_NOTE,
        }
    ) | _CARES | _GIVES | _MOVES | _LETTERS | _PLACES | _REFUSALS  # fmt: skip
    grantable = frozenset({Clb.key, Gedeeld.key, Partner.key, Tucht.key})


class ClbArts(ClbMedewerker):
    key = "clbarts"
    name = "CLB-arts of -verpleegkundige"
    sentence = "Ziet als CLB-medewerker de aanwezigheid, en houdt het medisch dossier bij."
    compartments = frozenset({Medisch.key})
    writes = frozenset({Medisch.key})


class ClbHoofd(ClbMedewerker):
    key = "clbhoofd"
    name = "hoofd van het CLB"
    sentence = "Verdeelt de signalen over het team van het CLB en beheert wie er werkt."
    acts = ClbMedewerker.acts | {
        acts.MEMBER_MANAGE, acts.CASE_ASSIGN, acts.NOTICE_VIEW, acts.RETENTION_DECIDE, acts.PROTOCOL_MANAGE,
        acts.COOPERATION_CONFIRM, acts.CASE_WATCH,
    }  # fmt: skip


class Bestuur(Role):
    key = "bestuur"
    name = "schoolbestuur"
    sentence = (
        "Ziet de scholen van het bestuur en hun aantallen, geen gegevens van leerlingen; als gemachtigde een procedure."
    )
    organisation_kind = "bestuur"
    reach = Reach.NONE
    acts = frozenset({acts.SCHOOL_VIEW, acts.PLACES_VIEW, acts.PLACES_FIGURES, acts.INCLUSION_VIEW}) | {
        acts.FIGURES_VIEW, acts.SITTER_FIGURES,
    }  # fmt: skip
    grantable = frozenset({Tucht.key})


class Beheerder(Role):
    key = "beheerder"
    name = "beheerder"
    second_factor = True
    sentence = "Beheert organisaties en wie er werkt, zonder één dossier te lezen."
    organisation_kind = "beheer"
    reach = Reach.NONE
    acts = frozenset(
        {
            acts.SCHOOL_VIEW, acts.SCHOOL_MANAGE, acts.MEMBER_MANAGE, acts.ORGANISATION_CREATE, acts.LOG_VERIFY,
            acts.OPERATIONS_KEEP, acts.API_MANAGE,
            acts.DIRECTORY_VIEW, acts.DIRECTORY_KEEP,
        }
    )  # fmt: skip


class _OneCase(Role):
    """Sees no pupil by the role itself, only the case that a grant opens."""

    reach = Reach.NONE
    acts = _CASE - {acts.NOTE_WRITE, acts.NOTE_WITHDRAW}


class Naft(_OneCase):
    key = "partner"
    name = "begeleider van een partner (NAFT)"
    sentence = (
        "Begeleidt een leerling in een traject buiten de school, en deelt daarover alleen met het CLB op het dossier."
    )
    organisation_kind = "partner"
    acts = _CASE | {acts.PROTOCOL_VIEW, acts.CASE_JOIN, acts.DIRECTORY_VIEW, acts.DIRECTORY_KEEP}
    grantable = frozenset({Partner.key})


class Vertrouwenspersoon(_OneCase):
    key = "vertrouwenspersoon"
    name = "vertrouwenspersoon"
    sentence = "Leest wat een leerling in vertrouwen zei, als die leerling deze persoon koos."
    organisation_kind = "school"
    acts = _CASE
    grantable = frozenset({VanLeerling.key})


class Gedragsexpert(_OneCase):
    key = "gedragsexpert"
    name = "gedragsexpert"
    sentence = "Helpt het zorgteam bij één leerling, voor zolang het daarvoor toegang geeft."
    organisation_kind = "school"
    grantable = _SCHOOL_FILE


class Brugfiguur(_OneCase):
    key = "brugfiguur"
    name = "brugfiguur"
    sentence = "Legt de band tussen gezin, school en buurt, met toegang per leerling."
    organisation_kind = "school"
    grantable = frozenset({Team.key, Gedeeld.key})


class Begeleidingsdienst(_OneCase):
    key = "pbd"
    name = "pedagogisch begeleider"
    sentence = "Begeleidt scholen, en ziet van een leerling alleen waartoe de school toegang geeft."
    organisation_kind = "pbd"
    acts = _OneCase.acts | {acts.PROTOCOL_VIEW}
    grantable = frozenset({Team.key, Zorg.key})


class Leersteun(_OneCase):
    key = "leersteun"
    name = "leerondersteuner van een leersteuncentrum"
    sentence = "Ondersteunt een leerling en diens leerkrachten, met toegang per leerling."
    organisation_kind = "leersteun"
    acts = _OneCase.acts | {acts.PROTOCOL_VIEW}
    grantable = _SCHOOL_FILE


class _Figures(Role):
    """Sees figures with small cells hidden, and no pupil."""

    reach = Reach.NONE
    acts = frozenset()


class Lop(_Figures):
    key = "lop"
    name = "lokaal overlegplatform"
    sentence = "Ziet cijfers van de streek, waarin kleine aantallen verborgen zijn."
    organisation_kind = "lop"
    acts = frozenset(
        {acts.DIRECTORY_VIEW, acts.DIRECTORY_KEEP, acts.PLACEMENT_LOP, acts.LEERPLICHT_FIGURES, acts.INCLUSION_FIGURES}
    ) | _COUNTS | {acts.FIGURES_VIEW}  # fmt: skip


class Gemeente(_Figures):
    key = "gemeente"
    name = "lokaal bestuur"
    second_factor = True
    sentence = (
        "Ziet cijfers van de gemeente, waarin kleine aantallen verborgen zijn, en volgt de kinderen op die AGODI bij "
        "de leerplichtcontrole niet vond."
    )
    organisation_kind = "gemeente"
    acts = frozenset(
        {
            acts.DIRECTORY_VIEW, acts.DIRECTORY_KEEP, acts.LEERPLICHT_VIEW, acts.LEERPLICHT_NOTE,
            acts.LEERPLICHT_FIGURES,
        }
    ) | _COUNTS | {acts.FIGURES_VIEW}  # fmt: skip


class Agodi(_Figures):
    key = "agodi"
    name = "AGODI"
    second_factor = True
    sentence = "Controleert elk jaar de leerplicht; ziet van dossiers alleen wat bij een verificatie getoond wordt."
    organisation_kind = "agodi"
    acts = frozenset(
        {
            acts.LEERPLICHT_VIEW, acts.LEERPLICHT_KEEP, acts.LEERPLICHT_NOTE, acts.LEERPLICHT_FIGURES,
            acts.INCLUSION_FIGURES,
        }
    ) | _COUNTS | {acts.FIGURES_VIEW}  # fmt: skip


class Inspectie(_Figures):
    key = "inspectie"
    name = "onderwijsinspectie"
    sentence = "Ziet cijfers; van dossiers alleen wat een school toont, en niets van het CLB."
    organisation_kind = "inspectie"
    acts = _COUNTS | {acts.FIGURES_VIEW}


class _Family(Role):
    """Follows from being the pupil, or a contact with a legal role: never from a membership."""

    organisation_kind = ""
    reach = Reach.NONE
    by_membership = False


class VanZichzelf(_Family):
    key = "leerling"
    name = "leerling"
    sentence = "Leest het eigen dossier waar dat mag, kiest een vertrouwenspersoon en vertelt in vertrouwen."
    acts = _CASE | _DESK | {
        acts.GRANT_REASON, acts.GRANT_GIVE, acts.GRANT_WITHDRAW, acts.LOG_VIEW, acts.CONSENT_VIEW, acts.WISH_VIEW,
        acts.SICK_VIEW, acts.WAITING_VIEW, acts.REFUSAL_VIEW, acts.OWN_VIEW,
    }  # fmt: skip
    compartments = PUPIL
    writes = frozenset({VanLeerling.key})


class VanOuder(_Family):
    key = "ouder"
    name = "ouder"
    sentence = "Leest van het eigen kind wat ouders mogen weten, en wie er toegang toe heeft."
    acts = (
        frozenset(
            {acts.CASE_VIEW, acts.NOTE_VIEW, acts.GRANT_VIEW, acts.GRANT_REASON, acts.LOG_VIEW, acts.CONSENT_VIEW}
        )
        | {acts.SICK_VIEW, acts.WAITING_VIEW, acts.REFUSAL_VIEW, acts.OWN_VIEW}
        | _DESK
    )
    compartments = PARENTS


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        Leerkracht, Secretariaat, Begeleider, Directeur, Vertrouwenspersoon, Gedragsexpert, Brugfiguur,
        ClbMedewerker, ClbArts, ClbHoofd, Naft, Bestuur, Begeleidingsdienst, Leersteun, Lop, Gemeente, Agodi,
        Inspectie, Beheerder, VanZichzelf, VanOuder,
    )
}  # fmt: skip
