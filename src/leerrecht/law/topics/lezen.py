"""Reads and writes the facts of every topic, by what their dataclasses say."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from leerrecht.law.calendar import FIRST_YEAR, LAST_YEAR, first_day, last_day
from leerrecht.law.casus import CasusFout
from leerrecht.law.nodes import Node, to_date, to_list
from leerrecht.law.topics.onderwerp import DATUM, DATUMS, GETAL, GROEPEN, JA_NEE, TEKST, WOORD, Onderwerp, Veld, velden


def read_topics(root: Node, onderwerpen: Mapping[str, Onderwerp]) -> dict[str, tuple[Any, ...]]:
    """The facts under `meer`, per topic that is named there; raises CasusFout that names the key and its place."""
    if root.get("meer") is None:
        return {}
    node = Node(root.get("meer"), "meer", tuple(onderwerpen))
    found: dict[str, tuple[Any, ...]] = {}
    for name in node.data:
        topic = onderwerpen[name]
        keys = tuple(veld.naam for veld in topic.velden)
        if topic.meerdere:
            items = node.items(name, keys)
        else:
            items = [Node({} if node.get(name) is None else node.get(name), node.at(name), keys)]
        found[name] = tuple(_facts(item, topic.feiten) for item in items)
    return found


def _facts(node: Node, groep: type[Any]) -> Any:
    values: dict[str, Any] = {}
    for veld in velden(groep):
        value = _value(node, veld)
        if value is not None:
            values[veld.naam] = value
        elif veld.verplicht:
            raise CasusFout(f"{node.at(veld.naam)}: ontbreekt")
    if "van" in values and "tot" in values:
        node.span()
    return groep(**values)


def _value(node: Node, veld: Veld) -> object:
    if veld.soort == DATUM:
        day = node.day(veld.naam)
        return None if day is None else _in_reach(day, veld, node.at(veld.naam))
    if veld.soort == GETAL:
        return node.number(veld.naam)
    if veld.soort == JA_NEE:
        return node.truth(veld.naam)
    if veld.soort == TEKST:
        return node.text(veld.naam)
    if veld.soort == WOORD:
        return node.word(veld.naam, veld.woorden, "woord voor dit feit")
    return None if node.get(veld.naam) is None else tuple(_many(node, veld))


def _many(node: Node, veld: Veld) -> list[Any]:
    if veld.soort == GROEPEN and veld.groep is not None:
        keys = tuple(inner.naam for inner in veld.velden)
        return [_facts(item, veld.groep) for item in node.items(veld.naam, keys)]
    found: list[Any] = []
    for order, item in enumerate(to_list(node.get(veld.naam), node.at(veld.naam))):
        place = f"{node.at(veld.naam)}[{order}]"
        if veld.soort == DATUMS:
            found.append(_in_reach(to_date(item, place), veld, place))
        elif item in veld.woorden:
            found.append(item)
        else:
            raise CasusFout(f"{place}: '{item}' kan hier niet; kies uit {', '.join(veld.woorden)}")
    return found


def _in_reach(day: date, veld: Veld, place: str) -> date:
    if not veld.ooit and not first_day(FIRST_YEAR) <= day <= last_day(LAST_YEAR):
        raise CasusFout(f"{place}: {day.isoformat()} ligt buiten de bekende schoolkalenders")
    return day


def topic_data(meer: Mapping[str, tuple[Any, ...]], onderwerpen: Mapping[str, Onderwerp]) -> dict[str, object]:
    """The facts of topics as plain data, the inverse of `read_topics`; what equals its default is left out."""
    return {
        name: [_plain(one) for one in facts] if onderwerpen[name].meerdere else _plain(facts[0])
        for name, facts in meer.items()
    }


def _plain(value: Any) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        known = {veld.naam: (veld, getattr(value, veld.naam)) for veld in velden(type(value))}
        return {name: _plain(fact) for name, (veld, fact) in known.items() if veld.verplicht or fact != veld.standaard}
    return value.isoformat() if isinstance(value, date) else value
