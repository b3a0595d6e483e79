"""The matrix of who may do and read what, as the classes say it: for the page, and as Markdown for the docs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leerrecht.access import acts
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.roles import ROLES, Reach, Role

REACHES = {
    Reach.CLASSES: "de leerlingen van de eigen klassen, zolang het die klassen zijn",
    Reach.SCHOOL: "de leerlingen van de school",
    Reach.SERVED: "de leerlingen van de scholen die het CLB begeleidt",
    Reach.NONE: "geen leerling uit de functie zelf",
}

_ABOUT = (
    "Deze pagina wordt gemaakt uit `src/leerrecht/access/` (`make docs`); in het programma staat ze op\n"
    "`/toegang/matrix/`. Al wat hier niet staat, vraagt toegang tot één dossier, met een reden en een einde."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role may in a compartment: by itself, and by a grant for one case."""

    reads: bool
    writes: bool
    by_grant: bool


@dataclass(frozen=True, slots=True)
class Row:
    role: type[Role]
    reach: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ActRow:
    name: str
    allowed: tuple[bool, ...]


def compartment_rows() -> list[Row]:
    """A row a role: which compartments it reads, writes, or may be given for one case."""
    return [
        Row(
            role,
            REACHES[role.reach] if role.by_membership else "zichzelf, of het eigen kind",
            tuple(
                Cell(key in role.compartments, key in role.writes, key in role.grantable - role.compartments)
                for key in COMPARTMENTS
            ),
        )
        for role in ROLES.values()
    ]


def act_rows() -> list[ActRow]:
    """A row an act: which roles it is in."""
    return [ActRow(name, tuple(act in role.acts for role in ROLES.values())) for act, name in acts.NAMES.items()]


def page() -> str:
    """The whole matrix as one page of Markdown (``make docs``)."""
    compartments = list(COMPARTMENTS.values())
    shown = compartment_rows()
    parts = [
        "# Wie mag wat",
        _ABOUT,
        "## De vakken",
        _table(
            ("vak", "wat erin zit", "wie het leest"), [(one.name, one.sentence, one.readers) for one in compartments]
        ),
        "## Functies",
        _table(("functie", "wat", "voor wie"), [(row.role.name, row.role.sentence, row.reach) for row in shown]),
        "## Functies en vakken",
        "**leest** en **schrijft**: uit de functie zelf; *met toegang*: alleen wat voor één dossier opengesteld is.",
        _table(
            ("functie", *(one.name for one in compartments)),
            [(row.role.name, *(_words(cell) for cell in row.cells)) for row in shown],
        ),
        "## Functies en handelingen",
        "\n".join(f"- **{act.name}**: {_allowed(act)}" for act in act_rows()),
    ]
    return "\n\n".join(parts) + "\n"


def _words(cell: Cell) -> str:
    own = [word for word, may in (("leest", cell.reads), ("schrijft", cell.writes)) if may]
    return f"**{', '.join(own)}**" if own else "*met toegang*" if cell.by_grant else "–"


def _allowed(act: ActRow) -> str:
    names = [role.name for role, may in zip(ROLES.values(), act.allowed, strict=True) if may]
    return ", ".join(names) or "niemand uit de functie zelf"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows))
