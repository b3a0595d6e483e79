"""The people of the demo: one account per role and community, all with the same password."""

from dataclasses import dataclass

PASSWORD = "demo"  # noqa: S105 - only ever set on accounts of the demo, which are refused elsewhere
COMMUNITIES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Persona:
    """``place`` is where in the community the role is held: secundair, clb, partner, bestuur, or an own organisation.

    Somebody whose only name stands under "" belongs to no community; the names of a family are drawn with its pupil.
    """

    key: str
    role: str
    place: str
    names: dict[str, tuple[str, str]]  # community -> first and last name
    note: str = ""

    @property
    def shared(self) -> bool:
        return "" in self.names

    @property
    def family(self) -> bool:
        return not self.names

    def username(self, community: str) -> str:
        return self.key if self.shared else f"{self.key}-{community}"


PERSONAE = (
    Persona("leerkracht", "leerkracht", "secundair", {"a": ("Lotte", "Verbeeck"), "b": ("Wim", "Maréchal")}),
    Persona("secretariaat", "secretariaat", "secundair", {"a": ("Griet", "Daems"), "b": ("Els", "Huysmans")}),
    Persona("begeleider", "begeleider", "secundair", {"a": ("Sofie", "Nijs"), "b": ("Tine", "Kestens")}),
    Persona("directeur", "directeur", "secundair", {"a": ("Marc", "Thielemans"), "b": ("Piet", "Ronsmans")}),
    Persona("clb", "clb", "clb", {"a": ("Hilde", "Bogaert"), "b": ("Greet", "Ooms")}),
    Persona("clbarts", "clbarts", "clb", {"a": ("Ruben", "Convents"), "b": ("Nadia", "Fransen")}),
    Persona("clbhoofd", "clbhoofd", "clb", {"a": ("An", "Mortier"), "b": ("Jef", "Struyf")}),
    Persona("naft", "partner", "partner", {"a": ("Jonas", "Lauwers"), "b": ("Bieke", "Torfs")}),
    Persona("vertrouwens", "vertrouwenspersoon", "secundair", {"a": ("Karim", "Vandeput"), "b": ("Mieke", "Gysels")}),
    Persona("bestuur", "bestuur", "bestuur", {"a": ("Koen", "Wuyts"), "b": ("Rita", "Celis")}),
    Persona("ouder", "ouder", "gezin", {}),
    Persona("ouder2", "ouder", "gezin", {}, "de rechter verbiedt contact"),
    Persona("leerling", "leerling", "gezin", {}),
    Persona("lop", "lop", "lop", {"": ("Dirk", "Hoste")}),
    Persona("gemeente", "gemeente", "gemeente", {"": ("Veerle", "Blomme")}),
    Persona("agodi", "agodi", "agodi", {"": ("Luc", "Symoens")}),
    Persona("inspectie", "inspectie", "inspectie", {"": ("Hilde", "Carron")}),
    Persona("beheerder", "beheerder", "beheer", {"": ("Ellen", "Smet")}),
)


# Further members of families, with pages of their own filled.
FURTHER = {
    "ouder3": "ouder, het andere gezin, leest Frans",
    "leerling12": "leerling van twaalf",
    "leerling17": "leerling van zeventien",
}


def describe() -> str:
    """The list that is printed at the start of a demo."""
    lines = [f"Aanmelden in de demo (wachtwoord: {PASSWORD})"]
    for persona in PERSONAE:
        names = dict.fromkeys(persona.username(community) for community in COMMUNITIES)
        lines.append(f"  {', '.join(names):32} {_job(persona)}")
    for key, what in FURTHER.items():
        lines.append(f"  {', '.join(f'{key}-{community}' for community in COMMUNITIES):32} {what}")
    return "\n".join(lines)


def _job(persona: Persona) -> str:
    from leerrecht.access.roles import ROLES

    name = ROLES[persona.role].name
    return f"{name}, {persona.note}" if persona.note else name
