import re
import tomllib

from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.quality.domain.definitions import (
    DELIVERED,
    KINDS,
    cooperation_fields,
    norms_at,
    norms_for,
    places,
    survey_content,
)
from leerrecht.quality.domain.measuring import AXES
from leerrecht.quality.models import Group


def test_norms_are_those_of_the_auditors_each_in_one_place():
    found = norms_for("secundair")["norms"]
    # C1, a written policy in each cell, is the judgement of the cell itself.
    assert sorted(one["code"] for one in found) == sorted(f"C{n}" for n in range(2, 49))
    assert {one["place"] for one in found} <= set(places())
    assert {one["kind"] for one in found} == set(KINDS)
    assert all(re.fullmatch(r"002:\d+(-\d+)?(, \d+(-\d+)?)*", one["source"]) for one in found)


def test_grid_has_a_cell_for_each_domain_and_phase():
    assert len(places()) == 1 + len(DOMEINEN) * len(FASEN)
    assert set(norms_for("basis")["domains"]) == set(DOMEINEN)
    assert set(norms_for("basis")["phases"]) == set(map(str, FASEN))


def test_primary_school_is_not_asked_what_is_of_secondary():
    assert [norm.code for norm in norms_at(norms_for("basis"), "loopbaan-1")] == ["C16"]
    assert [norm.code for norm in norms_at(norms_for("secundair"), "loopbaan-1")] == ["C16", "C29", "C14"]


def test_survey_is_short_on_both_axes_for_both_groups_without_open_questions():
    content = survey_content()
    assert [sum(item["axis"] == axis for item in content["items"]) for axis in AXES] == [5, 5]
    assert all(item[group] for item in content["items"] for group in Group.values)
    assert content["middle"] == (1 + len(content["scale"])) / 2
    assert sorted(content["climates"]) == ["hoog-hoog", "hoog-laag", "laag-hoog", "laag-laag"]


def test_agreement_names_both_sides_in_each_phase_and_domain():
    codes = {field.code for field in cooperation_fields()}
    asked = [f"fase{phase}" for phase in FASEN] + list(DOMEINEN)
    assert {f"{one}_{side}" for one in asked for side in ("school", "clb")} <= codes


def test_each_definition_has_a_version_a_date_and_a_source():
    for path in DELIVERED.glob("*.toml"):
        raw = tomllib.loads(path.read_text())
        assert {"versie", "vanaf", "bron"} <= set(raw), path.name
