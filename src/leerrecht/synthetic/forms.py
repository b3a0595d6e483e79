"""The parts of education that a pupil of synthetic Flanders can be in, and how many are in each at each age.

Ages are the age reached in the calendar year in which the school year begins. Sizes are national; what no source
prints is chosen so that the published figures fit together, and says nothing about Flanders.
"""

from dataclasses import dataclass

KLEUTER, KLEUTER_B, LAGER, LAGER_B, STROOM_A, STROOM_B, ASO, TSO, KSO, BSO, DBSO, BUSO, OKAN = range(13)
FORMS = tuple(range(13))
SECONDARY = (STROOM_A, STROOM_B, ASO, TSO, KSO, BSO, DBSO, BUSO, OKAN)
FULL_TIME = (STROOM_A, STROOM_B, ASO, TSO, KSO, BSO, OKAN)  # voltijds gewoon secundair
BASIC = (KLEUTER, KLEUTER_B, LAGER, LAGER_B)
SPECIAL = (KLEUTER_B, LAGER_B, BUSO)


@dataclass(frozen=True, slots=True)
class Form:
    """How a form stands in the tables, and how its pupils are absent.

    ``b5`` and ``b30`` are percentages with five and thirty half-days B, where no published figure fixes them.
    """

    niveau: str
    soort: str
    onderwijsvorm: str
    stroom: str = ""
    finaliteit: str = ""
    stelsel: str = "voltijds"
    b5: float = 4.0
    b30: float = 0.3
    ill: float = 1.0


TABLE: dict[int, Form] = {
    KLEUTER: Form("kleuter", "gewoon", "", ill=1.1),
    KLEUTER_B: Form("kleuter", "buitengewoon", "", b5=6.0, b30=0.6, ill=1.4),
    LAGER: Form("lager", "gewoon", "", ill=0.8),
    LAGER_B: Form("lager", "buitengewoon", "", b5=7.0, b30=1.0, ill=1.3),
    STROOM_A: Form("secundair", "gewoon", "1e graad", stroom="A", b5=8.0, b30=0.6, ill=0.9),
    STROOM_B: Form("secundair", "gewoon", "1e graad", stroom="B", b5=25.0, b30=3.0, ill=1.2),
    ASO: Form("secundair", "gewoon", "aso", finaliteit="doorstroom", b5=7.0, b30=0.4, ill=0.9),
    TSO: Form("secundair", "gewoon", "tso", finaliteit="dubbel", b5=18.0, b30=1.5, ill=1.1),
    KSO: Form("secundair", "gewoon", "kso", finaliteit="dubbel", b5=22.0, b30=2.0, ill=1.2),
    BSO: Form("secundair", "gewoon", "bso", finaliteit="arbeidsmarkt", b5=42.2, b30=7.2, ill=1.3),
    DBSO: Form("secundair", "gewoon", "dbso", finaliteit="arbeidsmarkt", stelsel="deeltijds", b5=75.0, b30=42.3),
    BUSO: Form("secundair", "buitengewoon", "buso", b5=25.0, b30=11.2, ill=1.4),
    OKAN: Form("secundair", "gewoon", "okan", b5=30.0, b30=6.0),
}

# Pupils at each age; from 18 on they are what leaving leaves over.
AT_AGE = {
    2: 47_000, 3: 75_000, 4: 75_000, 5: 75_000,
    **dict.fromkeys(range(6, 12), 76_000),
    12: 80_000, 13: 79_500, 14: 79_000, 15: 78_000, 16: 75_000, 17: 65_500,
    18: 26_500, 19: 13_000, 20: 4_000, 21: 1_500,
}  # fmt: skip
ADULT = 18
LAST_AGE = 21

# From the bottom of the order to the top: how many of an age are in each form. What is left goes to the last.
_FIRST_GRADE = ((OKAN, 900), (BUSO, 3_500), (STROOM_B, 11_500), (STROOM_A, 0))
COMPOSITION: dict[int, tuple[tuple[int, int], ...]] = {
    2: ((KLEUTER, 0),),
    **dict.fromkeys((3, 4, 5), ((KLEUTER_B, 1_000), (KLEUTER, 0))),
    **dict.fromkeys(range(6, 12), ((LAGER_B, 5_000), (LAGER, 0))),
    12: _FIRST_GRADE,
    13: _FIRST_GRADE,
    14: ((OKAN, 900), (BUSO, 3_500), (BSO, 8_400), (TSO, 19_500), (KSO, 1_200), (ASO, 0)),
    15: ((OKAN, 900), (BUSO, 3_500), (DBSO, 300), (BSO, 10_000), (TSO, 20_000), (KSO, 1_200), (ASO, 0)),
    16: ((OKAN, 1_000), (BUSO, 3_500), (DBSO, 1_000), (BSO, 13_000), (TSO, 19_000), (KSO, 1_250), (ASO, 0)),
    17: ((OKAN, 900), (BUSO, 4_600), (DBSO, 2_300), (BSO, 18_300), (TSO, 16_200), (KSO, 1_250), (ASO, 0)),
}
# Who is 18 or older in the first year; afterwards it follows from who leaves.
ADULTS = ((BUSO, 3_700), (DBSO, 2_800), (BSO, 22_300), (TSO, 12_000), (KSO, 1_000), (ASO, 0))

# Who leaves secondary education in a year, early leavers and qualified, by form (implied by 8,138 and 13.2 %).
LEAVERS = {ASO: 22_000, TSO: 16_000, KSO: 1_200, BSO: 18_200, DBSO: 2_400}
LEAVERS_OV3 = 1_850
VSV_OV3 = 23.0

# How strongly exclusion falls on a form, per pupil.
EXCLUSION = {STROOM_A: 0.6, STROOM_B: 2.0, ASO: 0.15, TSO: 0.7, KSO: 0.6, BSO: 2.4, DBSO: 3.2, BUSO: 0.8, OKAN: 1.0}

# Half-days of illness in a year of an average pupil, and the share of absences whose reason stays unknown.
ILL_EPISODES = 3.9
UNKNOWN = 0.004
