"""Reading `meer`: what is understood, and how a fault is named."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest

from leerrecht.law.casus import Casus, CasusFout, Leerling
from leerrecht.law.nodes import Node
from leerrecht.law.reader import parse_casus, read_casus
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.huisonderwijs import Feiten, Proef, Verklaring
from leerrecht.law.topics.lezen import read_topics
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, Veld, moments, velden


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    dag: Annotated[date, Feit("een dag", ooit=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alles:
    van: Annotated[date, Feit("begin")]
    tot: Annotated[date | None, Feit("einde")] = None
    aantal: Annotated[int, Feit("hoeveel")] = 3
    waar: Annotated[bool, Feit("of het zo is")] = True
    naam: Annotated[str | None, Feit("een naam")] = None
    kleur: Annotated[str, Feit("een kleur", woorden=("rood", "blauw"))] = "rood"
    dagen: Annotated[tuple[date, ...], Feit("dagen")] = ()
    kleuren: Annotated[tuple[str, ...], Feit("kleuren", woorden=("rood", "blauw"))] = ()
    delen: Annotated[tuple[Deel, ...], Feit("delen")] = ()


def _nothing(stand, feiten):
    pass


ONE = Onderwerp("alles", "Alles", "Wat?", Alles, (), _nothing)
MANY = Onderwerp("veel", "Veel", "Wat?", Deel, (), _nothing, meerdere=True)
KNOWN = {"alles": ONE, "veel": MANY}


def read(meer):
    return read_topics(Node({"meer": meer}, "", ("meer",)), KNOWN)


def test_every_kind_of_fact_is_read():
    whole = {
        "van": "2025-09-01",
        "tot": "2025-09-02",
        "aantal": 0,
        "waar": False,
        "naam": 12,
        "kleur": "blauw",
        "dagen": ["2025-09-03"],
        "kleuren": ["blauw", "rood"],
        "delen": [{"dag": "1950-01-01"}],
    }
    expected = Alles(
        van=date(2025, 9, 1),
        tot=date(2025, 9, 2),
        aantal=0,
        waar=False,
        naam="12",
        kleur="blauw",
        dagen=(date(2025, 9, 3),),
        kleuren=("blauw", "rood"),
        delen=(Deel(dag=date(1950, 1, 1)),),
    )
    assert read({"alles": whole, "veel": [{"dag": "2025-01-01"}, {"dag": "2025-01-02"}]}) == {
        "alles": (expected,),
        "veel": (Deel(dag=date(2025, 1, 1)), Deel(dag=date(2025, 1, 2))),
    }


def test_what_is_left_out_has_its_default():
    assert read({"alles": {"van": "2025-09-01", "aantal": None}}) == {"alles": (Alles(van=date(2025, 9, 1)),)}


@pytest.mark.parametrize("meer", [None, {}])
def test_nothing_asked(meer):
    assert read(meer) == {}


@pytest.mark.parametrize(
    ("meer", "fault"),
    [
        ([], "meer: hier horen sleutels met waarden, geen lijst"),
        ({"iets": {}}, "meer.iets: 'iets' is geen sleutel hier; kies uit alles, veel"),
        ({"alles": []}, "meer.alles: hier horen sleutels met waarden, geen lijst"),
        ({"alles": None}, "meer.alles.van: ontbreekt"),
        ({"veel": {}}, "meer.veel: hier hoort een lijst, geen groep sleutels"),
        ({"veel": [3]}, "meer.veel[0]: hier horen sleutels met waarden, geen getal"),
        ({"veel": [{"dag": "2025-01-01"}, {}]}, "meer.veel[1].dag: ontbreekt"),
        ({"veel": [{"dag": "1899-12-31"}]}, "meer.veel[0].dag: 1899-12-31 ligt niet tussen 1900 en 2199"),
        (
            {"alles": {"van": "2010-08-31"}},
            "meer.alles.van: 2010-08-31 ligt buiten de bekende schoolkalenders",
        ),
        (
            {"alles": {"van": "2025-02-30"}},
            "meer.alles.van: '2025-02-30' is geen bestaande datum (schrijf jjjj-mm-dd)",
        ),
        (
            {"alles": {"van": "2025-09-02", "tot": "2025-09-01"}},
            "meer.alles.tot: 2025-09-01 ligt voor het begin, 2025-09-02",
        ),
        ({"alles": {"van": "2025-09-02", "aantal": -1}}, "meer.alles.aantal: '-1' is geen geheel getal vanaf 0"),
        ({"alles": {"van": "2025-09-02", "aantal": True}}, "meer.alles.aantal: 'True' is geen geheel getal vanaf 0"),
        (
            {"alles": {"van": "2025-09-02", "waar": "ja"}},
            "meer.alles.waar: 'ja' is geen ja of nee; schrijf true of false",
        ),
        ({"alles": {"van": "2025-09-02", "naam": []}}, "meer.alles.naam: hier hoort een tekst, geen lijst"),
        (
            {"alles": {"van": "2025-09-02", "kleur": "geel"}},
            "meer.alles.kleur: 'geel' is geen woord voor dit feit; kies rood of blauw",
        ),
        (
            {"alles": {"van": "2025-09-02", "dagen": ["2099-09-01"]}},
            "meer.alles.dagen[0]: 2099-09-01 ligt buiten de bekende schoolkalenders",
        ),
        ({"alles": {"van": "2025-09-02", "dagen": 3}}, "meer.alles.dagen: hier hoort een lijst, geen getal"),
        (
            {"alles": {"van": "2025-09-02", "kleuren": ["rood", "geel"]}},
            "meer.alles.kleuren[1]: 'geel' kan hier niet; kies uit rood, blauw",
        ),
        (
            {"alles": {"van": "2025-09-02", "delen": [{"maand": 3}]}},
            "meer.alles.delen[0].maand: 'maand' is geen sleutel hier; kies uit dag",
        ),
    ],
)
def test_fault_names_the_word_and_its_place(meer, fault):
    with pytest.raises(CasusFout) as error:
        read(meer)
    assert str(error.value) == fault


def test_topic_in_a_casus():
    text = """
    leerling: {geboortedatum: 2011-05-03}
    meer:
      huisonderwijs:
        verklaringen: [{datum: 2025-09-02}]
        proeven: [{datum: 2025-06-30, getuigschrift: basisonderwijs, geslaagd: false}]
    """
    facts = Feiten(
        verklaringen=(Verklaring(datum=date(2025, 9, 2)),),
        proeven=(Proef(datum=date(2025, 6, 30), getuigschrift="basisonderwijs", geslaagd=False),),
    )
    assert read_casus(text) == Casus(Leerling(date(2011, 5, 3)), meer={"huisonderwijs": (facts,)})
    assert parse_casus({"leerling": {"geboortedatum": "2011-05-03"}, "meer": {"huisonderwijs": None}}).meer == {
        "huisonderwijs": (Feiten(),)
    }


def test_fields_say_what_they_are():
    assert velden(Deel) == (Veld("dag", "datum", "een dag", verplicht=True, standaard=None, ooit=True),)
    assert [field.soort for field in velden(Alles)] == [
        "datum", "datum", "getal", "ja of nee", "tekst", "woord", "lijst van datums", "lijst van woorden",
        "lijst van groepen",
    ]  # fmt: skip
    assert velden(Alles)[-1].velden == velden(Deel)
    assert velden(Alles)[0].velden == ()


def test_moments_are_the_dates_and_the_days_after():
    facts = Alles(van=date(2025, 9, 1), dagen=(date(2025, 10, 31),), delen=(Deel(dag=date(2026, 1, 1)),))
    assert list(moments((facts,))) == [
        date(2025, 9, 1), date(2025, 9, 2), date(2025, 10, 31), date(2025, 11, 1), date(2026, 1, 1), date(2026, 1, 2),
    ]  # fmt: skip


def test_every_topic_has_its_own_facts():
    assert len({topic.feiten for topic in ONDERWERPEN.values()}) == len(ONDERWERPEN)
