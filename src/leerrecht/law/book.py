"""The book of the law: pages made from the tables, so that what is printed is what is computed."""

from collections.abc import Iterable
from datetime import date

from leerrecht.law.codes import CODES, GRONDEN, bewijs
from leerrecht.law.conversion import (
    OUDE_CODES,
    OUDE_LIJST,
    OVERIGE,
    OVERIGE_TE_DOEN,
    ROLLEN,
    TUCHT,
    VAN_2019,
    may_register,
)
from leerrecht.law.regels import REGELS, Regel
from leerrecht.law.sources import ARTIKELEN, BESLUITEN, DOCUMENTEN, OMZENDBRIEVEN, PAGINAS, bronnen
from leerrecht.law.tables import GETALLEN, INSTELLINGEN, Getal, Instelling
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.onderwerp import JA_NEE, Onderwerp, Veld

_HEAD = (
    "Deze pagina wordt gemaakt uit de tabellen in `src/leerrecht/law/` (`make docs`). Een bron als 001:784-786 is\n"
    "document en regels; zie [Bronnen](bronnen.md).\n"
)


_TOPIC_OF = {rule.regel: topic.naam for topic in ONDERWERPEN.values() for rule in topic.regels}


def pages() -> dict[str, str]:
    """Name of each page and its Markdown."""
    return {
        "README.md": _index(),
        "regels.md": _rules(),
        "onderwerpen.md": _topics(),
        "codes.md": _codes(),
        "getallen.md": _numbers(),
        "bronnen.md": _texts(),
    }


def _index() -> str:
    rows = [
        ("[Regels](regels.md)", f"{len(REGELS)} plichten, rechten, verboden, fouten en signalen"),
        ("[Onderwerpen](onderwerpen.md)", f"{len(ONDERWERPEN)} bijkomende vragen, met de feiten die ze vragen"),
        ("[Codes en gronden](codes.md)", "welke code op welk niveau, met welk bewijs"),
        ("[Getallen, termijnen en instellingen](getallen.md)", "elke drempel met haar periode en bron"),
        ("[Bronnen](bronnen.md)", "de teksten, de artikelen die ze noemen, en de eigen keuzes met hun nummer"),
    ]
    return f"# De wet in Leerrecht\n\n{_HEAD}\n{_table(('pagina', 'wat'), rows)}"


def _rules() -> str:
    return f"# Regels\n\n{_HEAD}\n" + "\n".join(_rule(rule) for rule in REGELS.values())


def _rule(rule: Regel) -> str:
    facts = [
        ("aard", rule.aard),
        ("voor", ", ".join(rule.voor)),
        ("geldt", _period(rule.van_kracht, rule.tot)),
        ("bron", "; ".join(bronnen(rule.bron))),
    ]
    topic = _TOPIC_OF.get(rule.regel)
    if topic:
        facts.append(("alleen gevraagd met", f"`meer.{topic}`"))
    if rule.handeling:
        facts.append(("vervuld door", ", ".join(rule.handeling)))
    if rule.advies:
        facts.append(("let op", "aanbeveling of keuze van Leerrecht, geen wet"))
    if rule.te_verifieren:
        facts.append(("let op", "te verifiëren"))
    lines = "\n".join(f"- {name}: {value}" for name, value in facts)
    return f"## {rule.titel}\n`{rule.regel}`\n\n{rule.uitleg}\n\n{lines}\n"


def _topics() -> str:
    intro = (
        "Een casus stelt zo'n vraag door het onderwerp te noemen onder `meer`, met zijn feiten. Zonder `meer`\n"
        "antwoorden alleen de regels zonder onderwerp. De feiten zijn een groep, of waar het er staat een lijst.\n"
    )
    return f"# Onderwerpen\n\n{_HEAD}\n{intro}\n" + "\n".join(_topic(topic) for topic in ONDERWERPEN.values())


def _topic(topic: Onderwerp) -> str:
    form = "een lijst van groepen" if topic.meerdere else "een groep"
    rules = "\n".join(f"- `{rule.regel}` ({rule.aard}): {rule.titel}" for rule in topic.regels)
    facts = _table(("feit", "soort", "nodig", "wat"), _facts(topic.velden)) if topic.velden else "Geen eigen feiten.\n"
    return f"## {topic.titel}\n`meer.{topic.naam}`: {form}\n\n{topic.uitleg}\n\n{facts}\n{rules}\n"


def _facts(fields: tuple[Veld, ...], before: str = "") -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for field in fields:
        kind = " of ".join(f"`{word}`" for word in field.woorden) or field.soort
        if field.velden:
            kind = "lijst van groepen"
        rows.append((f"`{before}{field.naam}`", kind, "ja" if field.verplicht else _default(field), field.uitleg))
        rows += _facts(field.velden, f"{before}{field.naam}.")
    return rows


def _default(field: Veld) -> str:
    if field.soort == JA_NEE and field.standaard is not None:
        return "nee, anders `true`" if field.standaard else "nee, anders `false`"
    return f"nee, anders `{field.standaard}`" if field.standaard else "nee"


def _codes() -> str:
    codes = [
        (
            code.letter, code.naam, {True: "ja", False: "nee", None: "niet beoordeeld"}[code.gewettigd],
            ", ".join(code.niveaus), ", ".join(code.soorten), code.bewijs, _period(code.valid_from, code.valid_to),
            ", ".join(code.bron),
        )
        for code in CODES.values()
    ]  # fmt: skip
    grounds = [
        (
            ground.code, ground.label, ", ".join(ground.niveaus), bewijs(ground),
            _period(ground.valid_from, ground.valid_to), _sources(ground.bron, verify=ground.te_verifieren),
        )
        for ground in GRONDEN.values()
    ]  # fmt: skip
    heads = ("code", "naam", "gewettigd", "niveau", "soort", "bewijs", "geldt", "bron")
    return (
        f"# Codes en gronden\n\n{_HEAD}\n{_table(heads, codes)}\n## Gronden\n\n"
        f"{_table(('code', 'grond', 'niveau', 'bewijs', 'geldt', 'bron'), grounds)}\n{_letters()}\n{_registering()}"
    )


def _letters() -> str:
    rows = [
        (
            f"`{old.letter}`", old.naam, old.nu or ("aanwezig" if old.aanwezig else "onbekend"),
            ", ".join(GRONDEN[ground].label for ground in old.gronden), old.te_doen,
            _period(old.valid_from, old.valid_to), ", ".join(old.bron),
        )
        for old in OUDE_CODES.values()
    ]  # fmt: skip
    return (
        "## Letters van voor 1 september 2019\n\nTot en met schooljaar 2018-2019 waren er "
        f"{OUDE_LIJST} letters, en scholen mogen ze houden. De bewaarde tabel noemt er {len(VAN_2019)};\n"
        f"de {OVERIGE} andere staan er niet in: {OVERIGE_TE_DOEN}.\n\n"
        f"{_table(('letter', 'naam', 'nu', 'grond', 'wat te doen', 'officieel', 'bron'), rows)}"
    )


def _registering() -> str:
    rows = [
        (rol, *(_may(code, rol) for code in ("B", "P", TUCHT)), may_register("B", rol).waarom)
        for rol in ROLLEN
    ]  # fmt: skip
    return (
        "## Wie registreert\n\nCode H volgt code P; alle andere codes volgen code B.\n\n"
        f"{_table(('wie', 'code B', 'code P', 'tuchtmaatregel', 'waarom'), rows)}"
    )


def _may(code: str, rol: str) -> str:
    return may_register(code, rol).mag


def _numbers() -> str:
    heads = ("naam", "operator", "waarde", "waar", "geldt", "waarvoor", "bron")
    return (
        f"# Getallen, termijnen en instellingen\n\n{_HEAD}\n"
        "De operator zegt wanneer het getal telt: `>=` vanaf dat getal, `>` erboven, `<=` tot en met, `<` eronder, `=` "
        f"precies zoveel.\n\n{_table(heads, map(_number, GETALLEN))}\n## Instellingen\n\n"
        f"{_table(('naam', 'standaard', 'uitleg', 'bron'), map(_setting, INSTELLINGEN.values()))}"
    )


def _number(number: Getal) -> tuple[str, ...]:
    return (
        f"`{number.naam}`",
        f"`{number.operator}`",
        f"{number.waarde} {number.eenheid}",
        f"{number.niveau} {number.stelsel}".strip(),
        _period(number.valid_from, number.valid_to),
        number.uitleg,
        _sources(number.bron, verify=number.te_verifieren),
    )


def _setting(item: Instelling) -> tuple[str, ...]:
    value = "uit" if item.standaard is None else str(item.standaard)
    return (f"`{item.naam}`", value, item.uitleg, _sources(item.bron, verify=item.te_verifieren))


def _sources(sources: tuple[str, ...], *, verify: bool) -> str:
    return ", ".join(sources) + (" (te verifiëren)" if verify else "")


def _texts() -> str:
    documents = [(f"`{item.nummer}`", item.auteur, item.titel, item.datum, item.soort) for item in DOCUMENTEN.values()]
    articles = [(f"{name}:{first}-{last}", text) for name, first, last, text in ARTIKELEN]
    addresses = [(f"`{name}`", title, address) for name, (title, address) in sorted(PAGINAS.items())]
    circulars = [(f"`edulex:{number}`", text) for number, text in OMZENDBRIEVEN.items()]
    choices = [(f"`besluit:{number}`", text) for number, text in BESLUITEN.items()]
    return (
        f"# Bronnen\n\n{_HEAD}\n"
        f"{_table(('nummer', 'van', 'titel', 'datum', 'wat'), documents)}\n"
        f"## Artikelen\n\nDe wet die de documenten op die regels noemen.\n\n{_table(('regels', 'artikel'), articles)}\n"
        f"## Pagina's op het web\n\n{_table(('naam', 'titel', 'adres'), addresses)}\n"
        f"## Edulex\n\n{_table(('nummer', 'wat'), circulars)}\n"
        "## Eigen keuzes\n\nWaar de bronnen elkaar tegenspreken of zwijgen; de redenen staan in\n"
        "[beslissing 0105](../decisions/0105-numbered-choices.md).\n\n"
        f"{_table(('nummer', 'keuze'), choices)}"
    )


def _period(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return "altijd"
    begin = f"vanaf {first.isoformat()}" if first else ""
    end = f"tot en met {last.isoformat()}" if last else ""
    return " ".join(part for part in (begin, end) if part)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
