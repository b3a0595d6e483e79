"""Reads a casus that people wrote, in YAML or JSON, and says in Dutch what is wrong with it and where.

YAML is read without anchors, aliases, tags or more than 1 MB, so that no small text grows into a big one.
Dates are written as 2025-10-06; "NO" is Norway, not a truth value.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import yaml

from leerrecht.law import strip as strips
from leerrecht.law.calendar import FIRST_YEAR, LAST_YEAR, PARTS, SIZE, FreeDays, first_day, last_day, school_year
from leerrecht.law.casus import (
    ATTEST_SOORTEN,
    GEBEURTENIS_SOORTEN,
    MAATREGEL_SOORTEN,
    TOAH_GRONDEN,
    VRIJSTELLING_REDENEN,
    Afwezigheid,
    Attest,
    Casus,
    CasusFout,
    Gebeurtenis,
    Inschrijving,
    Leerling,
    Maatregel,
    Periode,
    Toah,
)
from leerrecht.law.codes import CODES_MET_ONBEKEND, GRONDEN, NIVEAUS, SOORTEN, STELSELS
from leerrecht.law.nodes import Node, to_date, to_list
from leerrecht.law.tables import INSTELLINGEN
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.lezen import read_topics

MAX_BYTES = 1_000_000
TOO_BIG = f"de tekst is groter dan {MAX_BYTES // 1_000_000} MB"
MAX_DEPTH = 12
MAX_EVENTS = 100_000
MAX_KM = 100_000
_GROUNDS = tuple(GRONDEN)
OPEN_YEARS = 5


class _Loader(yaml.CSafeLoader):
    """A loader that leaves dates as text, knows only true, false and plain numbers, and wants each key once."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag.rsplit(":", 1)[1] == "null"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping in which no key stands twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                message = f"'{key.value}' staat er twee keer (regel {key.start_mark.line + 1})"
                raise CasusFout(message)
            seen.add(str(key.value))
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
# Without the other ways in which YAML writes a number: 1:59:59 is reckoned in a time that grows with the square of its
# length, and 010 would be eight.
_DIGITS = list("-+0123456789")
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,14})$"), _DIGITS)
_FLOAT = re.compile(r"^[-+]?(?:[0-9]{1,15}\.[0-9]{0,17}|\.[0-9]{1,17})(?:[eE][-+][0-9]{1,2})?$")
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, [*_DIGITS, "."])


def read_casus(text: str) -> Casus:
    """A casus from YAML or JSON text; raises CasusFout."""
    return parse_casus(load(text))


def load(text: str) -> object:
    """The plain data of a YAML or JSON text; raises CasusFout for what cannot be read safely."""
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise CasusFout(TOO_BIG)
    try:
        return json.loads(text, object_pairs_hook=_once)
    except CasusFout:
        raise
    except (ValueError, RecursionError):
        pass
    try:
        _guard(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, stricter still)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = "" if mark is None else f" (regel {mark.line + 1}, kolom {mark.column + 1})"
        message = f"dit is geen geldige YAML of JSON{place}"
        raise CasusFout(message) from error
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        if isinstance(error, CasusFout):
            raise
        raise CasusFout("dit is geen geldige YAML of JSON") from error


def _guard(text: str) -> None:
    """Refuse YAML that a small text could blow up: references, deep nesting, very many parts."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if number > MAX_EVENTS:
            raise CasusFout("de tekst heeft te veel onderdelen")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise CasusFout("ankers en verwijzingen (& en *) mogen niet")
        if getattr(event, "tag", None) is not None:
            raise CasusFout("soorten (! en !!) mogen niet")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise CasusFout("de tekst is te diep genest")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            message = f"'{key}' staat er twee keer"
            raise CasusFout(message)
        found[key] = value
    return found


PUPIL_KEYS = (
    "geboortedatum",
    "nationaliteit",
    "register_inschrijving",
    "domicilie",
    "diploma_secundair",
    "twee_leerjaren_so_beeindigd",
    "vrijstellingen",
    "huisonderwijs",
    "afstand_school_km",
)
CASUS_KEYS = (
    "leerling",
    "inschrijvingen",
    "vrije_dagen",
    "afwezigheden",
    "attesten",
    "gebeurtenissen",
    "toah",
    "maatregelen",
    "instellingen",
    "meer",
)


def parse_casus(data: object) -> Casus:
    """A casus from plain data in the form of the contract; raises CasusFout that names the key and its place."""
    root = Node(data, "", CASUS_KEYS)
    if root.get("leerling") is None:
        raise CasusFout("leerling.geboortedatum: ontbreekt")
    pupil = _pupil(Node(root.get("leerling"), "leerling", PUPIL_KEYS))
    free = frozenset(
        to_date(day, f"vrije_dagen[{order}]")
        for order, day in enumerate(to_list(root.get("vrije_dagen"), "vrije_dagen"))
    )
    enrolments = _enrolments(root, pupil, free)
    toah = tuple(
        Toah(*node.span(), grond=node.word("grond", TOAH_GRONDEN, "grond") or TOAH_GRONDEN[0])
        for node in root.items("toah", ("van", "tot", "grond"))
    )
    measures = tuple(_measure(node) for node in root.items("maatregelen", ("soort", "school", "van", "tot")))
    begun = {period.van for period in (*toah, *measures)}
    absences = [_absence(node) for node in root.items("afwezigheden", ("van", "tot", "dagdelen", "code", "grond"))]
    bare = Casus(leerling=pupil, inschrijvingen=enrolments, vrije_dagen=free)
    half_days, grounds = spread(bare, absences)
    return Casus(
        leerling=pupil,
        inschrijvingen=enrolments,
        halve_dagen=half_days,
        gronden=grounds,
        attesten=tuple(_attest(node) for node in root.items("attesten", ("soort", "van", "tot"))),
        gebeurtenissen=tuple(
            _event(node, begun) for node in root.items("gebeurtenissen", ("datum", "soort", "school", "bij"))
        ),
        toah=toah,
        maatregelen=measures,
        instellingen=_settings(root),
        vrije_dagen=free,
        meer=read_topics(root, ONDERWERPEN),
    )


def _pupil(node: Node) -> Leerling:
    born = node.required("geboortedatum", node.day)
    distance = node.get("afstand_school_km")
    if distance is not None and (
        isinstance(distance, bool) or not isinstance(distance, int | float) or not 0 <= distance < MAX_KM
    ):
        raise CasusFout(f"{node.at('afstand_school_km')}: '{distance}' is geen afstand in km")
    exemptions = node.items("vrijstellingen", ("van", "tot", "reden"))
    for exemption in exemptions:
        reason = exemption.text("reden")
        if reason is not None and reason not in VRIJSTELLING_REDENEN:
            raise CasusFout(
                f"{exemption.at('reden')}: '{reason}' is geen grond voor vrijstelling; dat kan alleen om een handicap"
            )
    return Leerling(
        geboortedatum=born,
        nationaliteit=node.text("nationaliteit") or "BE",
        register_inschrijving=node.day("register_inschrijving"),
        domicilie=node.text("domicilie") or "BE",
        diploma_secundair=node.day("diploma_secundair"),
        twee_leerjaren_so_beeindigd=node.day("twee_leerjaren_so_beeindigd"),
        vrijstellingen=tuple(Periode(*exemption.span(born)) for exemption in exemptions),
        huisonderwijs=tuple(Periode(*item.span(born)) for item in node.items("huisonderwijs", ("van", "tot"))),
        afstand_school_km=None if distance is None else float(distance),
    )


def _enrolments(root: Node, pupil: Leerling, free: FreeDays) -> tuple[Inschrijving, ...]:
    keys = ("school", "niveau", "soort", "stelsel", "van", "tot", "b_vorige_school")
    return tuple(
        Inschrijving(
            *node.span(pupil.geboortedatum),
            school=node.text("school") or "",
            niveau=node.word("niveau", NIVEAUS, "niveau"),
            soort=node.word("soort", SOORTEN, "soort onderwijs") or SOORTEN[0],
            stelsel=node.word("stelsel", STELSELS, "stelsel") or STELSELS[0],
            b_vorige_school=node.number("b_vorige_school"),
            vrije_dagen=free,
        )
        for node in root.items("inschrijvingen", keys)
    )


def _in_calendar(node: Node, day: date) -> None:
    if not FIRST_YEAR <= school_year(day) <= LAST_YEAR:
        raise CasusFout(f"{node.at('van')}: {day.isoformat()} ligt buiten de bekende schoolkalenders")


def _absence(node: Node) -> Afwezigheid:
    van, tot = node.span()
    _in_calendar(node, van)
    if tot is not None:
        _in_calendar(node, tot)
    code = node.word("code", CODES_MET_ONBEKEND, "code") or "-"
    parts = tuple(str(part) for part in to_list(node.get("dagdelen"), node.at("dagdelen"))) or PARTS
    for part in parts:
        if part not in PARTS:
            raise CasusFout(f"{node.at('dagdelen')}: '{part}' is geen dagdeel; kies vm of nm")
    ground = node.word("grond", GRONDEN, "grond")
    if ground is not None and GRONDEN[ground].code != code:
        raise CasusFout(f"{node.at('grond')}: '{ground}' hoort bij code {GRONDEN[ground].code}, niet bij {code}")
    return Afwezigheid(van, tot, code=code, dagdelen=parts, grond=ground)


def _attest(node: Node) -> Attest:
    van, tot = node.span()
    return Attest(van, tot, soort=node.required("soort", lambda key: node.word(key, ATTEST_SOORTEN, "soort attest")))


def _measure(node: Node) -> Maatregel:
    van, tot = node.span()
    _in_calendar(node, van)
    kind = node.required("soort", lambda key: node.word(key, MAATREGEL_SOORTEN, "soort maatregel"))
    return Maatregel(van, tot, soort=kind, school=node.text("school") or "")


def _event(node: Node, begun: set[date]) -> Gebeurtenis:
    kind = node.required("soort", lambda key: node.word(key, GEBEURTENIS_SOORTEN, "soort gebeurtenis"))
    about = node.day("bij")
    if about is not None and about not in begun:
        raise CasusFout(f"{node.at('bij')}: er begint geen maatregel of TOAH-periode op {about.isoformat()}")
    return Gebeurtenis(node.required("datum", node.day), kind, node.text("school"), about)


def _settings(root: Node) -> dict[str, object]:
    if root.get("instellingen") is None:
        return {}
    node = Node(root.get("instellingen"), "instellingen", tuple(INSTELLINGEN))
    found: dict[str, object] = {}
    for name in node.data:
        if INSTELLINGEN[name].datum or isinstance(INSTELLINGEN[name].standaard, date):
            found[name] = node.day(name)
        elif node.number(name) == 0:
            raise CasusFout(f"{node.at(name)}: een drempel is minstens 1, of null om hem uit te zetten")
        else:
            found[name] = node.get(name)
    return found


def spread(casus: Casus, absences: Iterable[Afwezigheid]) -> tuple[dict[int, bytes], dict[tuple[date, str], str]]:
    """Absences as strips per school year and grounds per half-day; later entries override earlier ones.

    An absence without an end is followed until the last enrolment ends, at most five school years on.
    """
    half_days: dict[int, bytearray] = {}
    reasons: dict[int, bytearray] = {}
    horizon = casus.segmenten[-1][1]
    for absence in absences:
        first = school_year(absence.van)
        last = absence.tot or min(horizon, last_day(min(first + OPEN_YEARS, LAST_YEAR)))
        for year in range(first, school_year(max(last, absence.van)) + 1):
            if year not in half_days:
                half_days[year] = bytearray(strips.base(year, casus.segmenten))
                reasons[year] = bytearray(SIZE)
            start = first_day(year)
            low = max(0, (absence.van - start).days)
            high = min(SIZE // 2 - 1, (last - start).days)
            for part in absence.dagdelen:
                half = PARTS.index(part)
                places = range(2 * low + half, max(0, 2 * high + 2), 2)
                strips.fill(half_days[year], places.start, places.stop, 2, absence.code)
                number = _GROUNDS.index(absence.grond) + 1 if absence.grond else 0
                reasons[year][places.start : places.stop : 2] = bytes((number,)) * len(places)
    grounds = {
        strips.half_day(year, place): _GROUNDS[number - 1]
        for year, numbers in reasons.items()
        for place, number in enumerate(numbers)
        if number and half_days[year][place] != strips.FREE
    }
    return {year: bytes(strip) for year, strip in half_days.items()}, grounds
