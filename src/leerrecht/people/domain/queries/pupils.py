"""Finding pupils among those that somebody may see."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from rapidfuzz.distance import OSA

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.people.domain.names import fold, sort_key
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.models import Pupil

# Share of letters that must agree for a misspelt word to count as found.
CLOSE = 0.7
SHORTEST_MISSPELT = 3
INSZ_DIGITS = 11


def visible_pupils(principal: Principal, *, act: str = acts.PUPIL_VIEW) -> QuerySet[Pupil]:
    """Pupils that somebody sees, without the records that were merged into another."""
    return policy.visible(Pupil, to=principal, act=act).filter(merged_into=None)


def search(
    principal: Principal,
    text: str,
    *,
    act: str = acts.PUPIL_VIEW,
    pupils: QuerySet[Pupil] | None = None,
    limit: int | None = None,
) -> list[int]:
    """Ids of visible pupils whose name or number fits ``text``, best first; spelling may be off.

    ``pupils`` narrows the visible pupils further (filters of a list). Numbers match whole: a pupil
    number with or without its leading zeros, a rijksregisternummer with or without dots. Two queries.
    """
    among = visible_pupils(principal, act=act)
    if pupils is not None:
        among = among.filter(pk__in=pupils.order_by().values("pk"))
    if compact := _digits(text):
        by_number = among.filter(numbers__number=normalise(compact)).values_list("pk", flat=True)
        by_insz = among.filter(insz=compact).values_list("pk", flat=True)
        return list(dict.fromkeys([*by_number, *(by_insz if len(compact) == INSZ_DIGITS else ())]))[:limit]
    return closest(among.order_by("sort_key", "pk").values_list("pk", "sort_key"), text)[:limit]


def closest(rows: Iterable[tuple[int, str]], text: str) -> list[int]:
    """Ids of the (id, key) rows that fit, best first and otherwise in the given order. Pure."""
    words = fold(text).split()
    if not words:
        return [pk for pk, _key in rows]
    scored = [(score, pk) for pk, key in rows if (score := _score(key, words)) > 0]
    scored.sort(key=lambda pair: -pair[0])
    return [pk for _score_, pk in scored]


def same_child(principal: Principal, *, first_name: str, last_name: str, birth_date: date) -> QuerySet[Pupil]:
    """Visible pupils with the same birth date and the same name but for accents and capitals."""
    key = sort_key(last_name, first_name)
    return visible_pupils(principal).filter(sort_key=key, birth_date=birth_date)


def _digits(text: str) -> str:
    compact = "".join(sign for sign in text if sign not in " .-/")
    return compact if compact.isdecimal() and compact.isascii() else ""


def _score(key: str, words: list[str]) -> float:
    """How well a key fits: every word of the question must be found in it, whole, begun or nearly so."""
    if "".join(words) in key.replace(" ", ""):
        return 2.0 + (key.startswith(" ".join(words)))
    parts = key.split()
    total = 0.0
    for word in words:
        best = max((_alike(word, part) for part in parts), default=0.0)
        if best < CLOSE:
            return 0.0
        total += best
    return total / len(words)


def _alike(word: str, part: str) -> float:
    if part.startswith(word):
        return 1.0
    if len(word) < SHORTEST_MISSPELT:
        return 0.0
    begun = OSA.normalized_similarity(word, part[: len(word)], score_cutoff=CLOSE)
    whole = OSA.normalized_similarity(word, part, score_cutoff=CLOSE)
    return 0.99 * max(begun, whole)
