"""Who is in education: pupils by age and form, from one school year to the next, with exact numbers per age."""

from dataclasses import dataclass, fields

import numpy as np

from leerrecht.synthetic import forms, published
from leerrecht.synthetic.days import Array
from leerrecht.synthetic.schools import Schools

Generator = np.random.Generator
# By how much the order among pupils of an age shifts in a year, and who is one year behind.
DRIFT = 0.03
BEHIND = 0.18
# Place in the order within special secondary education: opleidingsvorm 1, 2, 3 (regular), 4 (regular).
OV_CUTS = (0.18, 0.36, 0.9)
OV3 = 2
_MASK = (1 << 63) - 1


@dataclass
class Pupils:
    """Columns of everybody in education in one school year; ``risk`` and ``order`` stay with a pupil for years."""

    number: Array
    birth: Array
    birthday: Array
    order: Array
    risk: Array
    form: Array
    region: Array
    gender: Array
    ses: Array
    school: Array
    ov: Array
    behind: Array
    qualified: Array

    def __len__(self) -> int:
        return len(self.number)

    def take(self, chosen: Array) -> "Pupils":
        """The pupils at these places, or those for whom a mask is true."""
        return Pupils(**{one.name: getattr(self, one.name)[chosen] for one in fields(self)})

    def age(self, year: int) -> Array:
        found: Array = year - self.birth
        return found

    def compulsory(self, year: int) -> Array:
        """Leerplichtig on the 1st of September: from the year of 5 on, up to the year of 17."""
        age = self.age(year)
        return (age >= 5) & (age < forms.ADULT)

    def regular(self) -> Array:
        """In a track that leads to a qualification: not opleidingsvorm 1 or 2, not OKAN."""
        secondary = np.isin(self.form, forms.SECONDARY) & (self.form != forms.OKAN)
        found: Array = secondary & ((self.form != forms.BUSO) | (self.ov >= OV3))
        return found


def joined(parts: list[Pupils]) -> Pupils:
    """Several groups as one."""
    return Pupils(**{one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Pupils)})


def pseudonyms(numbers: Array, seed: int) -> Array:
    """A whole number per pupil that looks like a pseudonym and tells nothing (splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = numbers.astype(np.uint64) + np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return (mixed & np.uint64(_MASK)).astype(np.int64)


class Flanders:
    """Makes and ages the population; ``scale`` is the share of the real one."""

    def __init__(self, pupils: int, seed: Generator, schools: Schools) -> None:
        self.scale = pupils / published.PUPILS
        self.random = seed
        self.schools = schools
        self._next = 1
        total = sum(forms.AT_AGE.values())
        self._at_age = {age: round(count * pupils / total) for age, count in forms.AT_AGE.items()}

    def first(self, year: int) -> Pupils:
        """Everybody in the first school year."""
        groups = [self._new(year - age, count) for age, count in self._at_age.items()]
        return self._placed(joined(groups), year, known=False)

    def following(self, pupils: Pupils, leaving: Array, year: int) -> Pupils:
        """Everybody in ``year``: who left is gone, others are a year older, each age is filled up or emigrates."""
        staying = pupils.take(~leaving)
        ages = staying.age(year)
        groups = [staying.take(ages >= forms.ADULT)]
        for age, count in self._at_age.items():
            if age >= forms.ADULT:
                continue
            of_age = np.flatnonzero(ages == age)
            if len(of_age) > count:
                of_age = np.sort(self.random.permutation(of_age)[:count])
            groups += [staying.take(of_age), self._new(year - age, count - len(of_age))]
        return self._placed(joined(groups), year, known=True)

    def _new(self, birth: int, count: int) -> Pupils:
        random = self.random
        numbers = np.arange(self._next, self._next + count)
        self._next += count
        region = self.schools.regions(random, count)
        poverty = self.schools.poverty[region]
        return Pupils(
            number=numbers,
            birth=np.full(count, birth, np.int16),
            birthday=random.integers(0, 365, count).astype(np.int16),
            order=random.random(count, np.float32),
            risk=random.standard_normal(count, np.float32),
            form=np.full(count, -1, np.int8),
            region=region,
            gender=random.choice(np.array([0, 1], np.int8), count),
            ses=random.binomial(4, np.clip(poverty * 0.22, 0.05, 0.6)).astype(np.int8),
            school=np.full(count, -1, np.int32),
            ov=np.searchsorted(OV_CUTS, random.random(count)).astype(np.int8),
            behind=random.random(count) < BEHIND,
            qualified=np.zeros(count, bool),
        )

    def _placed(self, pupils: Pupils, year: int, *, known: bool) -> Pupils:
        """Give everybody a form by age and order, and a school of that form where theirs does not have it."""
        ages = pupils.age(year)
        before = pupils.form.copy()
        newcomers = before == forms.OKAN
        pupils.order[newcomers] = self.random.random(int(newcomers.sum()), np.float32)
        # Who has fewer chances stands lower: the order holds what schools call orientation, not what a child can do.
        rank = pupils.order - 0.05 * pupils.ses + self.random.normal(0, DRIFT, len(pupils))
        for age in self._at_age:
            if age < forms.ADULT:
                of_age = np.flatnonzero(ages == age)
                self._fill(pupils, of_age[np.argsort(rank[of_age], kind="stable")], forms.COMPOSITION[age])
        if not known:
            adults = np.flatnonzero(ages >= forms.ADULT)
            self._fill(pupils, adults[np.argsort(rank[adults], kind="stable")], forms.ADULTS)
        moving = before != pupils.form
        lost = moving & ~self.schools.offers(pupils.school, pupils.form)
        pupils.school[lost] = self.schools.choose(self.random, pupils.form[lost], pupils.region[lost])
        return pupils

    def _fill(self, pupils: Pupils, ordered: Array, composition: tuple[tuple[int, int], ...]) -> None:
        begin = 0
        for form, count in composition[:-1]:
            end = begin + round(count * self.scale)
            pupils.form[ordered[begin:end]] = form
            begin = end
        pupils.form[ordered[begin:]] = composition[-1][0]
