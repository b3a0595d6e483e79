"""The people of the demo: one account per role and community, all with the same password."""

from dataclasses import dataclass

PASSWORD = "demo"  # noqa: S105 - only ever set on accounts of the demo, which are refused elsewhere
COMMUNITIES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Persona:
    """``place`` is where in the community the role is held: secundair, lager, clb, bestuur or beheer."""

    key: str
    role: str
    place: str
    names: dict[str, tuple[str, str]]  # community -> first and last name

    def username(self, community: str) -> str:
        return f"{self.key}-{community}" if self.place != "beheer" else self.key


PERSONAE = (
    Persona("leerkracht", "leerkracht", "secundair", {"a": ("Lotte", "Verbeeck"), "b": ("Wim", "Maréchal")}),
    Persona("secretariaat", "secretariaat", "secundair", {"a": ("Griet", "Daems"), "b": ("Els", "Huysmans")}),
    Persona("begeleider", "begeleider", "secundair", {"a": ("Sofie", "Nijs"), "b": ("Tine", "Kestens")}),
    Persona("directeur", "directeur", "secundair", {"a": ("Marc", "Thielemans"), "b": ("Piet", "Ronsmans")}),
    Persona("clb", "clb", "clb", {"a": ("Hilde", "Bogaert"), "b": ("Greet", "Ooms")}),
    Persona("clbarts", "clbarts", "clb", {"a": ("Ruben", "Convents"), "b": ("Nadia", "Fransen")}),
    Persona("clbhoofd", "clbhoofd", "clb", {"a": ("An", "Mortier"), "b": ("Jef", "Struyf")}),
    Persona("bestuur", "bestuur", "bestuur", {"a": ("Koen", "Wuyts"), "b": ("Rita", "Celis")}),
    Persona("beheerder", "beheerder", "beheer", {"": ("Ellen", "Smet")}),
)


def describe() -> str:
    """The list that is printed at the start of a demo."""
    lines = [f"Aanmelden in de demo (wachtwoord: {PASSWORD})"]
    for persona in PERSONAE:
        names = dict.fromkeys(persona.username(community) for community in COMMUNITIES)
        lines.append(f"  {', '.join(names):32} {_job(persona.role)}")
    return "\n".join(lines)


def _job(role: str) -> str:
    from leerrecht.access.roles import ROLES

    return ROLES[role].name
