"""Setting type: data in, a file out. A template of ours and data; what people wrote is never read as markup."""

import datetime as dt
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ROOM = Path(__file__).resolve().parent.parent
SETTINGS = ROOM / "setting"
# Beside those that typst brings, which have no Arabic signs.
FONTS = [str(ROOM / "fonts")]
# Tagged for who listens to it (PDF/UA), and readable in a hundred years (PDF/A-2, level a).
STANDARDS: list[Any] = ["a-2a", "ua-1"]
LOGO = "logo.png"
_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Press:
    """A template that is ready to print: read once, used for each letter of a run."""

    compiler: typst.Compiler
    source: str

    def pdf(self, data: Mapping[str, Any], on: dt.date) -> bytes:
        """One document. Raises ``ValidationError`` for a sign that no bundled font has."""
        moment = dt.datetime.combine(on, dt.time(12), dt.UTC)
        return bytes(self._compile(data, pdf_standards=STANDARDS, timestamp=moment))

    def pages(self, data: Mapping[str, Any]) -> list[bytes]:
        """The same as pictures (SVG), a page each, for a preview."""
        self.pdf(data, dt.date(*data["date"]))
        found = self._compile(data, format="svg")
        return [bytes(page) for page in found] if isinstance(found, list) else [bytes(found)]

    def _compile(self, data: Mapping[str, Any], **options: Any) -> Any:
        try:
            return self.compiler.compile(
                input=self.source, sys_inputs={"data": json.dumps(_clean(data), ensure_ascii=False)}, **options
            )
        except typst.TypstError as error:
            raise _refusal(error) from error


@contextmanager
def press(template: str = "letter", logo: bytes | None = None) -> Iterator[Press]:
    """A press for one of our templates, in a folder of its own: nothing outside that folder can be read."""
    with tempfile.TemporaryDirectory(prefix="leerrecht-druk-") as name:
        folder = Path(name)
        source = folder / f"{template}.typ"
        source.write_bytes((SETTINGS / f"{template}.typ").read_bytes())
        if logo:
            (folder / LOGO).write_bytes(logo)
        machine = typst.Compiler(str(source), root=str(folder), ignore_system_fonts=True, font_paths=FONTS)
        yield Press(machine, str(source))


def _clean(value: Any) -> Any:
    """The data without signs that cannot be seen; line breaks stay."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _INVISIBLE)
    if isinstance(value, Mapping):
        return {key: _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list | tuple) else value


def _refusal(error: typst.TypstError) -> ValidationError:
    found = _SIGN.search(str(error))
    if found is None:
        raise error
    return ValidationError(
        _("Het teken “%(sign)s” kan niet gedrukt worden. Haal het uit de tekst, of schrijf het voluit.")
        % {"sign": found[1]},
        code="unprintable",
    )
