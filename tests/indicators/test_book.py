from pathlib import Path

from leerrecht.indicators.book import pages

DOCS = Path(__file__).parents[2] / "docs" / "indicators"


def test_pages_in_docs_are_those_of_the_definitions():
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.iterdir()} == pages()
