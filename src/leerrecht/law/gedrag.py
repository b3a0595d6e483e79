"""Words for behaviour, measures and what surrounds them, with where they come from. Lists only: no rule rests on them.

A name is never given to a child: it says what happened, once, at one moment.
"""

from dataclasses import dataclass

LICHT, GRENS, EXTREEM, BEZIT, SIGNAAL = "licht", "grens", "extreem", "bezit", "signaal"
KLASSEN: dict[str, str] = {
    LICHT: "lichte verstoring van de les",
    GRENS: "grensoverschrijdend, of hindert de werking van de school",
    EXTREEM: "ernstig of extreem",
    BEZIT: "verboden bezit",
    SIGNAAL: "signaal van bezorgdheid",
}


@dataclass(frozen=True, slots=True)
class Gedrag:
    """Something that happens; ``slachtoffer``: the plan asks to protect who was hurt."""

    naam: str
    klasse: str
    bron: tuple[str, ...]
    slachtoffer: bool = False


def _groep(klasse: str, bron: str, namen: dict[str, str], *, slachtoffer: bool = False) -> dict[str, Gedrag]:
    return {sleutel: Gedrag(naam, klasse, (bron,), slachtoffer) for sleutel, naam in namen.items()}


GEDRAG: dict[str, Gedrag] = {
    **_groep(
        LICHT,
        "003:692-693",
        {"praten": "blijven praten", "materiaal": "lesmateriaal niet bij", "discussie": "in discussie blijven gaan"},
    ),
    **_groep(SIGNAAL, "003:17-19", {"weigeren": "instructies weigeren", "demotivatie": "demotivatie"}),
    **_groep(
        GRENS,
        "003:693-695",
        {"uitschelden": "uitschelden of vernederen", "stelen": "stelen", "spijbelen": "spijbelen"},
    ),
    **_groep(
        GRENS,
        "003:485-489",
        {
            "discrimineren": "discrimineren",
            "pesten": "pesten",
            "vechten": "vechten",
            "bedreigen": "bedreigen",
            "geweld": "fysiek geweld of agressie",
            "seksueel": "seksueel grensoverschrijdend gedrag",
            "beelden": "beelden verspreiden zonder toestemming",
            "spiking": "spiking (iets in een drankje of een prik)",
        },
        slachtoffer=True,
    ),
    **_groep(
        GRENS,
        "003:579-580",
        {
            "straatcultuur": "straatcultuur",
            "grooming": "grooming (een minderjarige benaderen voor seks)",
            "sexting": "sexting (seksuele berichten of beelden)",
            "roddelaccount": "roddelaccount",
        },
    ),
    **_groep(
        EXTREEM,
        "003:25-26",
        {"bende": "bendevorming", "gendergeweld": "gendergerelateerd geweld", "radicalisering": "radicalisering"},
    ),
    **_groep(BEZIT, "003:897-902", {"wapen": "wapen", "vape": "vape", "drugs": "drugs"}),
    **_groep(SIGNAAL, "003:1156-1157", {"verontrusting": "verontrusting over thuis", "mentaal": "mentale problemen"}),
}

# Who did it to whom (003:468-469, 485-486).
RICHTINGEN: dict[str, str] = {
    "leerlingen": "tussen leerlingen",
    "personeel": "tegen personeel",
    "door_personeel": "door personeel tegen een leerling",
    "zaken": "tegen zaken, of tegen niemand",
}

# From light to heavy (003:449-458, and the order measure of the tables). A school makes its own.
LADDER: tuple[str, ...] = (
    "gesprek en herstel",
    "extra schooltaak",
    "strafstudie",
    "verplichte begeleiding",
    "gedragstraining",
    "gedragscontract met eigen doelen",
    "uit de les met opvang, hoogstens één lesdag",
)

# No source prints the steps themselves; these only put 003:485-489 and 576-583 in order. A school makes its own.
STAPPENPLAN: tuple[str, ...] = (
    "iedereen is veilig, en wie gekwetst is, is niet alleen",
    "de directie is verwittigd",
    "de leerling kon vertellen wat er gebeurde",
    "de ouders zijn gebeld",
    "het CLB is erbij gevraagd",
)

# Real and immediate danger (000:7913-7955): for anything else a preventive suspension is not what it is meant for.
GEVAAR: dict[str, str] = {
    "geweld": "geweld",
    "drugs": "drugs op school",
    "seksueel": "seksueel grensoverschrijdend gedrag",
    "wapen": "dreiging met een wapen",
}

# Why there was no individual guidance (003:961-965).
GEEN_BEGELEIDING: dict[str, str] = {
    "onveilig": "acute onveiligheid: er was geen tijd voor begeleiding",
    "nieuw": "de leerling was nog maar net op school",
    "geweigerd": "leerling of ouders wilden de aangeboden begeleiding niet",
}

# Where definitive exclusion is advised against altogether (000:8311-8327).
EERSTE_GRAAD_TOT = 2
