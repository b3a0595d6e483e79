"""Who leaves secondary education at the end of a school year, and with what qualification."""

import numpy as np

from leerrecht.synthetic import forms
from leerrecht.synthetic.days import Array
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.published import value

Generator = np.random.Generator
BY_FORM = {forms.ASO: "aso", forms.TSO: "tso", forms.KSO: "kso", forms.BSO: "bso", forms.DBSO: "dbso"}
CERTAIN = 1e6


def draw(pupils: Pupils, year: int, out: Array, score: Array, random: Generator, scale: float) -> Array:
    """Mark who does not come back; sets ``qualified`` of who leaves with a qualification."""
    leaving = out.copy()
    free = pupils.age(year) >= forms.ADULT - 1  # no longer leerplichtig in the next year
    chance = score + 0.35 * pupils.ses + random.normal(0, 0.6, len(pupils)) + out * CERTAIN
    final = (pupils.age(year) - pupils.behind >= forms.ADULT - 1) | out
    for form, count in forms.LEAVERS.items():
        among = np.flatnonzero(free & (pupils.form == form))
        _leave(pupils, leaving, among, final, chance, round(count * scale), value("vsv", BY_FORM[form]), random)
    ov3 = np.flatnonzero(free & (pupils.form == forms.BUSO) & pupils.regular())
    _leave(pupils, leaving, ov3, final, chance, round(forms.LEAVERS_OV3 * scale), forms.VSV_OV3, random)
    others = free & np.isin(pupils.form, (forms.BUSO, forms.OKAN)) & ~pupils.regular()
    leaving |= others & (pupils.age(year) >= forms.ADULT + 1)
    leaving |= np.isin(pupils.form, forms.SECONDARY) & (pupils.age(year) >= forms.LAST_AGE) & ~pupils.regular()
    return leaving


def _leave(
    pupils: Pupils, leaving: Array, among: Array, final: Array, chance: Array, count: int, percent: float,
    random: Generator,
) -> None:  # fmt: skip
    """So many leave: the early leavers by risk, the others among who finished."""
    count = min(count, len(among))
    early_count = round(count * percent / 100)
    open_ = among[~pupils.qualified[among]]
    early = open_[np.argsort(-chance[open_], kind="stable")[:early_count]]
    rest = np.setdiff1d(among, early, assume_unique=True)
    order = np.lexsort((random.random(len(rest)), -final[rest].astype(int), -pupils.birth[rest] * 0))
    done = rest[order[: count - len(early)]]
    leaving[early] = True
    leaving[done] = True
    pupils.qualified[done] = True
