"""Compartments: every confidential record carries exactly one, and the organisation that owns it.

Small classes as the roles are. What a role reads for everybody within its reach stands with the role;
here stands what rests on something else: on a grant for one case, or on being the pupil or a parent.
"""

from typing import ClassVar


class Compartment:
    """``readers`` in words; ``pupil`` and ``parents``: whether they read what it holds of them or their child."""

    key: ClassVar[str]
    name: ClassVar[str]
    sentence: ClassVar[str]
    readers: ClassVar[str]
    pupil: ClassVar[bool] = False
    parents: ClassVar[bool] = False


class Team(Compartment):
    key = "team"
    name = "klassenteam"
    sentence = "Zorgen en afspraken voor wie les geeft aan de leerling."
    readers = "de leerkrachten van de leerling, het zorgteam en de directeur van de school"


class Zorg(Compartment):
    key = "zorg"
    name = "zorgdossier van de school"
    sentence = "Het zorgdossier van de school."
    readers = "het zorgteam en de directeur van de school"


class Gedeeld(Compartment):
    key = "gedeeld"
    name = "gedeeld dossier van school en CLB"
    sentence = "Wat school en CLB in één dossier delen, en de afspraken met de leerling en de ouders."
    readers = (
        "het zorgteam en de directeur van de school, de CLB-medewerkers op het dossier, de leerling (vermoed bekwaam "
        "door leeftijd, of zo beoordeeld) en de ouders, tenzij de leerling dat niet wil en de reden genoteerd is"
    )
    pupil = True
    parents = True


class Tucht(Compartment):
    key = "tucht"
    name = "tuchtdossier"
    sentence = "Maatregelen en procedure."
    readers = (
        "de directeur, de gemachtigde en de leden van die procedure, de leerling en de ouders; het CLB leest het "
        "eigen advies, en een volgende school nooit iets"
    )
    pupil = True
    parents = True


class Clb(Compartment):
    key = "clb"
    name = "CLB-dossier"
    sentence = "Het dossier van het CLB, onder beroepsgeheim."
    readers = "de CLB-medewerkers van het team op het dossier"


class Medisch(Compartment):
    key = "medisch"
    name = "medisch dossier"
    sentence = "Gegevens over de gezondheid, bij de arts en de verpleegkundige van het CLB."
    readers = "de CLB-arts en de CLB-verpleegkundige"


class Partner(Compartment):
    key = "partner"
    name = "dossier van de partner"
    sentence = "Eigen notities van een partner, bijvoorbeeld van een naadloos flexibel traject (NAFT)."
    readers = "die partner, en de CLB-medewerkers op het dossier; nooit de school"


class VanLeerling(Compartment):
    key = "leerling"
    name = "in vertrouwen gezegd"
    sentence = "Wat de leerling in vertrouwen zei."
    readers = "de leerling, en de vertrouwenspersoon die de leerling koos"
    pupil = True


class Attest(Compartment):
    key = "attest"
    name = "attesten"
    sentence = "Attesten en hun scans: gegevens over de gezondheid."
    readers = "het secretariaat, het zorgteam, de directeur, de leerling en de ouders"
    pupil = True
    parents = True


COMPARTMENTS: dict[str, type[Compartment]] = {
    compartment.key: compartment
    for compartment in (Team, Zorg, Gedeeld, Tucht, Clb, Medisch, Partner, VanLeerling, Attest)
}
CHOICES = [(key, compartment.name) for key, compartment in COMPARTMENTS.items()]
PUPIL = frozenset(key for key, compartment in COMPARTMENTS.items() if compartment.pupil)
PARENTS = frozenset(key for key, compartment in COMPARTMENTS.items() if compartment.parents)
# The pupil reads these from the age at which the law presumes ability, or as judged.
ABILITY_ASKED = frozenset({Gedeeld.key})
# Professional secrecy: only ever opened to people of the organisation that owns it.
SECRET = frozenset({Clb.key, Medisch.key, Partner.key, VanLeerling.key})


def name_of(key: str) -> str:
    return COMPARTMENTS[key].name
