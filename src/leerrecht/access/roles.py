"""Roles: small classes with a name, a sentence, a reach and the acts they allow.

A role says what somebody may do *at the organisation of the membership*; the reach says for
which pupils: the own classes, the whole school, the schools a CLB serves, or none at all.
"""

from enum import StrEnum
from typing import ClassVar

from leerrecht.access import acts


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


class Leerkracht(Role):
    key = "leerkracht"
    name = "leerkracht"
    sentence = "Neemt het register van de eigen klassen en ziet de leerlingen van die klassen."
    organisation_kind = "school"
    reach = Reach.CLASSES
    acts = frozenset({acts.PUPIL_VIEW, acts.REGISTER_VIEW, acts.REGISTER_TAKE})


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
            acts.SCHOOL_MANAGE, acts.IMPORT_RUN, acts.EXPORT_RUN,
        }
    )  # fmt: skip


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
            acts.SCHOOL_VIEW, acts.EXPORT_RUN, acts.LOG_VIEW,
        }
    )  # fmt: skip


class Directeur(Role):
    key = "directeur"
    name = "directeur"
    sentence = "Beslist over code P, leidt de school en ziet alles van de school."
    organisation_kind = "school"
    reach = Reach.SCHOOL
    acts = Secretariaat.acts | Begeleider.acts | {acts.P_APPROVE, acts.MEMBER_MANAGE}


class ClbMedewerker(Role):
    key = "clb"
    name = "CLB-medewerker"
    sentence = "Ziet de aanwezigheid en de signalen van de scholen die het CLB begeleidt."
    organisation_kind = "clb"
    reach = Reach.SERVED
    acts = frozenset(
        {
            acts.PUPIL_VIEW, acts.REGISTER_VIEW, acts.DUTY_VIEW, acts.DUTY_CLOSE, acts.SCHOOL_VIEW, acts.LOG_VIEW,
        }
    )  # fmt: skip


class ClbArts(ClbMedewerker):
    key = "clbarts"
    name = "CLB-arts of -verpleegkundige"
    sentence = "Ziet als CLB-medewerker de aanwezigheid; de medische kant komt erbij in het eigen dossier."


class ClbHoofd(ClbMedewerker):
    key = "clbhoofd"
    name = "hoofd van het CLB"
    sentence = "Verdeelt de signalen over het team van het CLB en beheert wie er werkt."
    acts = ClbMedewerker.acts | {acts.MEMBER_MANAGE}


class Bestuur(Role):
    key = "bestuur"
    name = "schoolbestuur"
    sentence = "Ziet de scholen van het bestuur en hun aantallen, geen gegevens van leerlingen."
    organisation_kind = "bestuur"
    reach = Reach.NONE
    acts = frozenset({acts.SCHOOL_VIEW})


class Beheerder(Role):
    key = "beheerder"
    name = "beheerder"
    sentence = "Beheert organisaties en wie er werkt, zonder één dossier te lezen."
    organisation_kind = "beheer"
    reach = Reach.NONE
    acts = frozenset({acts.SCHOOL_VIEW, acts.SCHOOL_MANAGE, acts.MEMBER_MANAGE, acts.ORGANISATION_CREATE})


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        Leerkracht, Secretariaat, Begeleider, Directeur, ClbMedewerker, ClbArts, ClbHoofd, Bestuur, Beheerder,
    )
}  # fmt: skip
