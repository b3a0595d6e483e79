"""What the audit of packages says, above all of those about which nothing is known."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("audit", Path(__file__).parents[2] / "scripts" / "audit.py")
audit = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(audit)

PINS = "django==5.2.19\nPillow==13.0.0 ; python_version > '3'\nzope.interface==1.0\n"
FINE = {"name": "django", "version": "5.2.19", "vulns": []}
SKIPPED = {"name": "pillow", "skip_reason": "not found"}
WEAK = {"name": "zope-interface", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}


def test_package_without_an_answer_is_unchecked_and_not_clean():
    assert audit.judge(PINS, [FINE, SKIPPED]) == ([], ["Pillow 13.0.0", "zope.interface 1.0"], 1)
    assert audit.judge(PINS, []) == ([], ["django 5.2.19", "Pillow 13.0.0", "zope.interface 1.0"], 0)


def test_weakness_is_named_with_what_solves_it():
    assert audit.judge(PINS, [FINE, SKIPPED, WEAK]) == (
        ["zope-interface 1.0: PYSEC-1 (opgelost in: 1.1)"], ["Pillow 13.0.0"], 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([FINE, {**SKIPPED, "vulns": []}, WEAK], 1),
        ([FINE], 3),
        ([], 3),
        ([FINE, {"name": "pillow", "version": "13", "vulns": []}, {**WEAK, "vulns": []}], 0),
    ],
)
def test_outcome_is_good_only_where_everything_was_checked(monkeypatch, capsys, answers, code):
    monkeypatch.setattr(audit, "locked", lambda: PINS)
    monkeypatch.setattr(audit, "ask", lambda _pins: (answers, "geen verbinding"))
    assert audit.main() == code
    said = capsys.readouterr().out
    assert ("NIET NAGEKEKEN" in said) == (code in (1, 3))
