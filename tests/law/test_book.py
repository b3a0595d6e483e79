from pathlib import Path

from leerrecht.law.book import pages

BOOK = Path(__file__).parents[2] / "docs" / "law"


def test_book_in_the_docs_is_the_book_of_the_tables():
    assert {path.name: path.read_text() for path in BOOK.glob("*.md")} == pages()
