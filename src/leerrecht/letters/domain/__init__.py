"""The verbs of this room."""

from leerrecht.letters.domain.delivering import posted
from leerrecht.letters.domain.making import start_run
from leerrecht.letters.domain.styles import change_style
from leerrecht.letters.domain.templates import make_template, retire_template, write_text

__all__ = ["change_style", "make_template", "posted", "retire_template", "start_run", "write_text"]
