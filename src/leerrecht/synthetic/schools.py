"""Invented schools in real regions: what they offer, where they stand, how they keep their register."""

from dataclasses import dataclass

import numpy as np

from leerrecht.synthetic import forms, published
from leerrecht.synthetic.days import Array

Generator = np.random.Generator
FIRST_NUMBER = 900_000  # no institution number of a real school is this high
PUPILS_IN_A_CLASS = 20
# Region, share of the pupils, poverty indicator (OKI) in tenths: chosen, except that the large cities stand out.
REGIONS = (
    ("Aalst", 4, 11), ("Antwerpen", 11, 20), ("Beringen", 2, 12), ("Boom", 2, 11), ("Brugge", 4, 8),
    ("Brussel", 6, 22), ("Deinze", 3, 7), ("Dendermonde", 3, 8), ("Diest", 3, 9), ("Genk", 2, 17),
    ("Gent", 7, 14), ("Hasselt", 4, 9), ("Ieper", 3, 8), ("Kortrijk", 5, 9), ("Leuven", 6, 7),
    ("Lier", 4, 8), ("Maasmechelen", 2, 15), ("Mechelen", 4, 14), ("Oostende", 3, 15), ("Ronse", 2, 14),
    ("Sint-Niklaas", 4, 12), ("Tienen", 2, 9), ("Turnhout", 5, 9), ("Vilvoorde", 5, 12), ("Waregem", 4, 6),
)  # fmt: skip
NETS = ("GO", "VGO", "OGO")
# Kind of school: niveau, soort, how many in Flanders, forms that it offers.
KINDS = (
    ("basis", "gewoon", 2_250, (forms.KLEUTER, forms.LAGER)),
    ("basis", "buitengewoon", 190, (forms.KLEUTER_B, forms.LAGER_B)),
    ("secundair", "gewoon", 420, (forms.STROOM_A, forms.ASO)),
    ("secundair", "gewoon", 330, (forms.STROOM_A, forms.STROOM_B, forms.TSO, forms.KSO, forms.BSO, forms.OKAN)),
    ("secundair", "gewoon", 48, (forms.DBSO,)),
    ("secundair", "buitengewoon", 115, (forms.BUSO,)),
)
FEW_REGISTERS = 0.02
LOW_REPORTING = 0.03


@dataclass(frozen=True)
class Schools:
    """Columns of all schools; a school is known by its place, its institution number is FIRST_NUMBER more."""

    kind: Array
    region: Array
    net: Array
    board: Array
    climate: Array
    coverage: Array
    poverty: Array

    @property
    def shares(self) -> Array:
        weights = np.array([weight for _, weight, _ in REGIONS], float)
        found: Array = weights / weights.sum()
        return found

    def regions(self, random: Generator, count: int) -> Array:
        """A region for each of so many pupils."""
        return random.choice(len(REGIONS), count, p=self.shares).astype(np.int8)

    def offers(self, school: Array, form: Array) -> Array:
        """Whether the school of each pupil has a form; place -1 is no school."""
        table = np.zeros((len(KINDS), len(forms.FORMS)), bool)
        for number, (_, _, _, offered) in enumerate(KINDS):
            table[number, list(offered)] = True
        return (school >= 0) & table[self.kind[school], form]

    def choose(self, random: Generator, form: Array, region: Array, *, but: Array | None = None) -> Array:
        """A school with the form, in the region where there is one; with ``but`` another one where that can be."""
        chosen = np.full(len(form), -1, np.int32)
        for one in np.unique(form):
            kinds = [number for number, kind in enumerate(KINDS) if one in kind[3]]
            offering = np.flatnonzero(np.isin(self.kind, kinds))
            for place in np.unique(region[form == one]):
                wanted = np.flatnonzero((form == one) & (region == place))
                near = offering[self.region[offering] == place]
                near = near if len(near) > (but is not None) else offering
                chosen[wanted] = random.choice(near, len(wanted))
                if but is not None and len(near) > 1:
                    same = wanted[chosen[wanted] == but[wanted]]
                    following = np.searchsorted(near, chosen[same]) + 1
                    chosen[same] = near[following % len(near)]
        return chosen

    def columns(self, year: int) -> dict[str, object]:
        """The rows of the table of schools."""
        count = len(self.kind)
        return {
            "schooljaar": np.full(count, year),
            "school": np.arange(count) + FIRST_NUMBER,
            "niveau": [KINDS[kind][0] for kind in self.kind],
            "soort": [KINDS[kind][1] for kind in self.kind],
            "bestuur": self.board,
            "clb": self.region.astype(np.int32) * 3 + self.net + 1,
            "net": [NETS[net] for net in self.net],
            "regio": [REGIONS[region][0] for region in self.region],
            "oki": np.round(self.poverty[self.region] * 100).astype(np.int16),
        }


def make(pupils: int, random: Generator) -> Schools:
    """As many schools of each kind as the share of the population asks, at least two."""
    scale = pupils / published.PUPILS
    kind = np.repeat(np.arange(len(KINDS)), [max(2, round(count * scale)) for _, _, count, _ in KINDS])
    count = len(kind)
    weights = np.array([weight for _, weight, _ in REGIONS], float)
    coverage = np.clip(random.normal(0.993, 0.006, count), 0.9, 1)
    coverage[random.random(count) < FEW_REGISTERS] = 0.72
    climate = random.normal(0, 1, count)
    climate[random.random(count) < LOW_REPORTING] = -4
    return Schools(
        kind=kind.astype(np.int8),
        region=random.choice(len(REGIONS), count, p=weights / weights.sum()).astype(np.int8),
        net=random.choice(3, count, p=(0.22, 0.6, 0.18)).astype(np.int8),
        board=random.integers(1, max(2, count // 3), count).astype(np.int32),
        climate=climate,
        coverage=coverage,
        poverty=np.array([tenths / 10 for _, _, tenths in REGIONS]),
    )
