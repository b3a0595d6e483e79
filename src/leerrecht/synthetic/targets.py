"""How many half-days B and P each pupil gets in a school year: exact numbers per form, the highest risk first."""

from dataclasses import dataclass

import numpy as np

from leerrecht.synthetic import forms
from leerrecht.synthetic.days import Array
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.published import value
from leerrecht.synthetic.schools import Schools

Generator = np.random.Generator
FIVE, THIRTY = 5, 30
MOST = 160
# Weight of what a pupil brings, of the school and of chance in who is absent.
RISK, SCHOOL, POVERTY, CHANCE = 0.8, 0.45, 0.25, 0.7
ADULT_B30, ADULT_DBSO_B30 = 8.8, 60.0
FEW_B = 0.18
SOME_P = 0.12


@dataclass(frozen=True)
class Targets:
    """Half-days per pupil; ``score`` orders pupils by absence, for all that follows from it."""

    b: Array
    p: Array
    score: Array


def draw(pupils: Pupils, year: int, schools: Schools, random: Generator, scale: float) -> Targets:
    """The half-days of everybody in a school year."""
    chance = random.normal(0, 1, len(pupils))
    score = RISK * pupils.risk + SCHOOL * schools.climate[pupils.school] + POVERTY * pupils.ses + CHANCE * chance
    compulsory = pupils.compulsory(year)
    adult = pupils.age(year) >= forms.ADULT
    b = np.zeros(len(pupils), np.int16)
    for form, share30, share5, among in _cells(pupils, compulsory, adult):
        places = among[np.argsort(-score[among], kind="stable")]
        many = round(len(places) * share30 / 100)
        some = max(many, round(len(places) * share5 / 100))
        b[places[:many]] = np.minimum(THIRTY + random.geometric(1 / 22, many) - 1, MOST)
        b[places[many:some]] = np.minimum(FIVE + random.geometric(1 / 6, some - many) - 1, THIRTY - 1)
        few = places[some:][random.random(len(places) - some) < _few(form)]
        b[few] = random.integers(1, FIVE, len(few))
    return Targets(b, _personal(pupils, random, scale, compulsory), score)


def _few(form: int) -> float:
    return FEW_B / 3 if form in forms.BASIC else FEW_B


def _cells(pupils: Pupils, compulsory: Array, adult: Array) -> list[tuple[int, float, float, Array]]:
    """(form, % with 30 B, % with 5 B, places) such that the published shares hold together."""
    dbso = value("problematische_afwezigheid_so", "dbso")
    buso = value("problematische_afwezigheid_so", "buso")
    of_bso, bso5 = value("b_ge_30", "bso"), value("b_ge_5", "bso")
    of_form = {form: np.flatnonzero(pupils.form == form) for form in forms.FORMS}
    cells: list[tuple[int, float, float, Array]] = []
    fixed: dict[int, float] = {forms.DBSO: dbso, forms.BUSO: buso}
    bso = of_form[forms.BSO]
    adults = float(adult[bso].mean()) if len(bso) else 0.0
    fixed[forms.BSO] = (of_bso - adults * ADULT_B30) / (1 - adults)
    full_time = np.isin(pupils.form, forms.FULL_TIME) & compulsory
    wanted = value("problematische_afwezigheid_so", "voltijds_gewoon") * full_time.sum()
    rest = {form: int(compulsory[of_form[form]].sum()) for form in forms.FULL_TIME if form != forms.BSO}
    wanted -= fixed[forms.BSO] * compulsory[bso].sum()
    weight = wanted / max(1.0, sum(forms.TABLE[form].b30 * count for form, count in rest.items()))
    for form, places in of_form.items():
        table = forms.TABLE[form]
        share = fixed.get(form, table.b30 * (weight if form in rest else 1.0))
        five = bso5 if form == forms.BSO else table.b5
        cells.append((form, share, five, places[compulsory[places]]))
        older = ADULT_DBSO_B30 if form == forms.DBSO else ADULT_B30
        cells.append((form, older, five, places[adult[places]]))
    return cells


def _personal(pupils: Pupils, random: Generator, scale: float, compulsory: Array) -> Array:
    """Half-days P: the published numbers from 30 on, some for others."""
    p = np.where(compulsory & (random.random(len(pupils)) < SOME_P), random.integers(1, 9, len(pupils)), 0)
    for among, level in ((forms.BASIC, "basis"), (forms.SECONDARY, "secundair")):
        places = np.flatnonzero(np.isin(pupils.form, among) & compulsory)
        count = min(len(places), round(value("p_ge_30", level) * scale))
        chosen = random.permutation(places)[:count]
        p[chosen] = np.minimum(THIRTY + random.geometric(1 / 30, count) - 1, MOST)
    return p.astype(np.int16)
