"""The pages about the indicators and about the tables, made of the definitions themselves: ``docs/indicators``."""

from collections.abc import Iterator

from leerrecht.indicators.definition import BREAKDOWNS, IMPORTED, REGISTRY, Indicator
from leerrecht.indicators.goals import NO_GOAL
from leerrecht.indicators.numbers import FEW
from leerrecht.indicators.pictures import PICTURES
from leerrecht.indicators.publish import BREAKS
from leerrecht.indicators.schema import TABLES, Table
from leerrecht.ui.cells import least

SUBJECTS = {
    "absence": "Afwezigheid",
    "thuiszitters": "Thuiszitters",
    "measures": "Schorsen en uitsluiten",
    "care": "Zorg, wachten en contact",
    "leaving": "Schoolverlaten en veranderen van school",
    "presence": "Ingeschreven en geregistreerd",
    "pictures": "Grafieken op de schermen",
}
# What the charts break down by beside the breakdowns of the indicators.
OF_PICTURES = {
    "week": "week van de kalender",
    "klasse_b": "halve dagen B",
    "contact": "contact met de ouders",
    "clb": "melding aan het CLB",
    "terug": "terug in de klas",
}
BESIDE_PICTURES = (
    "Deze tellingen staan alleen in een grafiek, met hun tabel. Twee grafieken hebben geen telling van zichzelf:\n",
    "- **Per klas en maand** telt dezelfde halve dagen bij de klas van die dag. Klassen staan niet in een",
    "  momentopname: een klas is zo klein dat ze een pseudoniem zwakker maakt. Alleen de school zelf ziet ze.",
    "- **Verdeling over scholen** telt hoeveel scholen in elke klasse van een aandeel liggen, van scholen met minstens",
    f"  {FEW} leerlingen in de noemer, waar er minstens tien zijn. De klassen zijn even breed; de laatste is open.",
    "  Nooit een rangorde: geen school wordt genoemd, en klassen met enkele scholen zijn verborgen.\n",
)
TITLE = "# {title}\n\n*Deze pagina is gemaakt uit de code zelf (`make docs`).*\n"


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    return {
        "README.md": "\n".join(_first()),
        "tabellen.md": "\n".join(_tables()),
        **{f"{name}.md": "\n".join(_subject(name, title)) for name, title in SUBJECTS.items()},
    }


def _of(subject: str) -> list[Indicator]:
    """Those of a module; what only charts show stands in a module of its own."""
    return [one for one in (*REGISTRY.found.values(), *PICTURES) if one.rows.__module__.rsplit(".", 1)[-1] == subject]


def _first() -> Iterator[str]:
    yield TITLE.format(title="Indicatoren")
    yield "Elke indicator is één keer opgeschreven: de woorden hieronder en de berekening staan in hetzelfde object."
    yield "Het uitgewerkte voorbeeld gaat telkens over hetzelfde verzonnen dorp van acht leerlingen; een test rekent"
    yield "het na.\n"
    for name, title in SUBJECTS.items():
        yield f"## [{title}]({name}.md)\n"
        yield from (f"- [{one.title}]({name}.md#{one.name}): {one.question}" for one in _of(name))
        yield ""
    yield "## Ernaast gelegd, niet berekend\n"
    for other in IMPORTED:
        yield f"- **{other.title}**: {other.value} {other.unit} ({other.period}). {other.why} Bron: {other.source}."
    yield "\n## Kwaliteit bij elk cijfer\n"
    yield "- Een aandeel heeft een interval van 95 % (Wilson). `klein` zegt dat het op minder dan dertig gevallen rust."
    yield "- `dekking` is het deel van de registers dat genomen is, waar die uitsplitsing er een heeft."
    yield "- `opvallend` vergelijkt een school met alle andere van haar soort en kansarmoede. Laag wordt evenzeer"
    yield "  bevraagd als hoog."
    broken = "; ".join(f"{day:%d/%m/%Y} ({why})" for day, why in BREAKS)
    yield f"- Een reeks breekt op: {broken}."
    yield "\n## Op elke dag\n"
    yield "`--op DATUM` geeft elk cijfer zoals het op die dag stond: wat later kwam, telt niet mee. Een stand (wie er"
    yield "is, wie wacht, wie thuis zit) kijkt naar die dag zelf, met wat er nadien over geweten is."
    yield "\n## Een doel ernaast\n"
    yield "`--doel vsv=10` legt een eigen streefcijfer naast een aandeel."
    yield NO_GOAL
    yield "De doelen van overheden gaan over de enquête (EAK); ze staan mee in de uitvoer, met hun einddatum."
    yield "\n## Scholen die opvallen, bevragen\n"
    yield "`leerrecht bevraging` zoekt scholen met opvallend veel of opvallend weinig schorsingen, uitsluitingen en"
    yield "schoolwissels, naast scholen van hetzelfde niveau en dezelfde soort (003:939-945). Met `--later` zegt het"
    yield "wat een school nadien verbeterde. Een vraag is geen oordeel: scholen verschillen om goede redenen."
    yield "\n## Wat verborgen blijft\n"
    yield f"Een aantal van 1 tot en met {least() - 1} wordt niet getoond. Ook een groep die zo klein is niet, en"
    yield "evenmin een aantal waarbij zo weinigen er niet in zitten. Andere cellen worden mee verborgen, tot geen som,"
    yield "marge of streek de kleine nog teruggeeft. Wie de momentopname zelf maakte, kan met `--intern` alles tonen."
    yield "Elke indicator wordt op zichzelf beveiligd: leg twee indicatoren met bijna dezelfde populatie niet samen in"
    yield "één openbare tabel.\n"
    yield "Op de schermen van wie geen leerlingen ziet, verandert een cijfer hoogstens één keer per maand. Verschilt"
    yield f"een aantal dan met minder dan {least()} van wat het laatst getoond werd, dan blijft het staan zoals het"
    yield "was, met zoveel andere als nodig om dat verschil niet te verraden. Wie twee dagen naast elkaar legt, vindt"
    yield "zo geen leerling."


def _subject(name: str, title: str) -> Iterator[str]:
    yield TITLE.format(title=title)
    if name == "pictures":
        yield from BESIDE_PICTURES
    for one in _of(name):
        yield f'<a id="{one.name}"></a>\n\n## {one.title}\n'
        yield f"{one.question}\n"
        yield "| | |\n| --- | --- |"
        yield f"| naam | `{one.name}` |"
        yield f"| populatie | {one.population} |"
        yield f"| teller | {one.numerator} |"
        if one.denominator:
            yield f"| noemer | {one.denominator} |"
        if one.operator:
            yield f"| grens | `{one.operator}` |"
        yield f"| datum | {one.reference} |"
        yield f"| toerekening | {'; '.join(one.attributions)} |"
        yield f"| uitsplitsing | {'; '.join(_breakdown(names) for names in one.breakdowns)} |"
        if one.needs:
            yield f"| heeft ook nodig | {', '.join(_other_year(other) for other in one.needs)} |"
        yield f"| bron | {', '.join(one.source)} |\n"
        yield from (f"- Let op: {pitfall}" for pitfall in one.pitfalls)
        counted = f"{one.expected[0]}" if one.expected[1] is None else f"{one.expected[0]} van {one.expected[1]}"
        yield f"\nVoorbeeld: {one.example} Uitkomst: {counted}.\n"


def _breakdown(names: tuple[str, ...]) -> str:
    return " x ".join((BREAKDOWNS | OF_PICTURES)[name] for name in names)


def _other_year(other: int) -> str:
    return {1: "het volgende schooljaar", -1: "het vorige schooljaar", -2: "het schooljaar daarvoor"}[other]


def _tables() -> Iterator[str]:
    yield TITLE.format(title="Tabellen van een momentopname")
    yield "Parquet, één map per schooljaar. Zonder namen, zonder geboortedag, zonder vrije tekst. Wie een leerling is,"
    yield "staat er niet in: een getal dat met een sleutel gemaakt is, hetzelfde in elk schooljaar. De bestanden zijn"
    yield "alleen leesbaar voor wie ze maakte: buiten de databank bewaakt niets anders ze.\n"
    for table in TABLES.values():
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n\n{table.meaning}\n"
    yield "| kolom | type | betekenis |\n| --- | --- | --- |"
    for one in table.columns:
        kind = f"{one.type}, kan leeg zijn" if one.nullable else one.type
        words = f"{one.meaning}: {', '.join(f'`{value}`' for value in one.values)}" if one.values else one.meaning
        yield f"| {one.name} | {kind} | {words} |"
    if table.key:
        yield f"\nKomt één keer voor: {', '.join(table.key)}."
    yield ""
