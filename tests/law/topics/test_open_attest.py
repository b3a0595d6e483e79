from datetime import date

import pytest

from leerrecht.law import antwoord
from leerrecht.law.reader import parse_casus


@pytest.mark.parametrize("topic", ["ziekzijn", "toah"])
def test_attest_without_an_end_names_no_coming_date(topic):
    casus = parse_casus(
        {
            "leerling": {"geboortedatum": "2011-05-03"},
            "attesten": [{"soort": "medisch", "van": "2025-10-01", "tot": None}],
            "meer": {topic: {}},
        }
    )
    assert antwoord(casus, date(2025, 10, 10)).op == date(2025, 10, 10)
