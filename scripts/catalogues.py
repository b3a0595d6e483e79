"""Bring the catalogues of the portal up to date with its texts, and compile them.

    python scripts/catalogues.py              after texts changed
    python scripts/catalogues.py --add pl     begin a further language: translate the .po file, then run it again

A language is there once its folder holds a compiled catalogue: nothing has to be programmed for it.
"""

import argparse
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "leerrecht"
LOCALE = SOURCE / "portal" / "locale"
# Beside the room itself: what its pages borrow for forms and files, and the page of another room in its frame.
BORROWED = (
    "ui/templates/ui/field.html",
    "ui/templates/cotton/form.html",
    "ui/templates/ui/messages.html",
    "documents/domain/uploads.py",
    "documents/domain/sounds.py",
    "documents/interfaces/limits.py",
    "logbook/templates/logbook/own.html",
    "logbook/domain/queries/looks.py",
    "people/templates/people/_account_letter.html",
    # The way in: signing in and out, first access, the second step, what was lost, and what may go wrong.
    "people/templates/people/invitation_use.html",
    "quality/templates/quality/public_code.html",
    "quality/templates/quality/public_questions.html",
    "quality/templates/quality/public_thanks.html",
    "access/adapter.py",
    "access/forms.py",
    "access/school_identity.py",
    "access/validators.py",
    "access/views/password.py",
    "access/views/second_step.py",
    "access/views/sign_ins.py",
    "ui/errors.py",
    "ui/templates/ui/error.html",
    "ui/templates/ui/form.html",
    *(f"ui/templates/{code}.html" for code in ("400", "403", "403_csrf", "404", "413", "429", "500", "503", "507")),
    *(
        f"access/templates/access/{name}.html"
        for name in (
            "_key_status", "_others", "app_off", "app_on", "codes", "codes_new", "confirm", "confirm_key", "inactive",
            "key_name", "key_new", "key_off", "key_refused", "password", "recovery_finish", "school_error",
            "school_unknown", "second_step", "security", "sign_in", "sign_ins", "sign_out", "to_school",
        )
    ),
)  # fmt: skip
# Pages for staff stay in Dutch.
FOR_STAFF = ("staff", "_own_words", "own_file")
KEYWORDS = {"gettext", "_", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy", "npgettext"}


def texts() -> Catalog:
    """Every text of the portal, without a translation."""
    found = Catalog()
    files = [path for path in sorted((SOURCE / "portal").rglob("*")) if path.suffix in (".py", ".html")]
    files = [path for path in files if not path.stem.startswith(FOR_STAFF)]
    for path in [*files, *(SOURCE / name for name in BORROWED)]:
        text = path.read_text()
        source = templatize(text, origin=path.name) if path.suffix == ".html" else text
        for _line, called, said, _comments in extract_python(io.BytesIO(source.encode()), list(KEYWORDS), [], {}):
            words = [word for word in (said if isinstance(said, tuple) else (said,)) if word]
            if not words:
                continue  # A word of another room, given by name: it stands in ``terms``.
            context = words.pop(0) if called and "pgettext" in called else None
            found.add(tuple(words) if len(words) > 1 else words[0], context=context)
    return found


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one where there is none yet."""
    path = path_of(language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)


def update(language: str) -> Catalog:
    """Keep what was translated, add what is new, drop what is gone; write the file and compile it."""
    catalogue = read(language)
    catalogue.update(texts(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=False, sort_output=True, width=0)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--add", metavar="CODE", default="")
    languages = sorted(
        {path.name for path in LOCALE.glob("*") if path.is_dir()} | set(arguments.parse_args().add.split())
    )
    for language in languages:
        catalogue = update(language)
        missing = sum(not message.string or not any(message.string) for message in catalogue if message.id)
        sys.stdout.write(f"{language}: {len(catalogue)} teksten, {missing} nog te vertalen\n")


settings.configure(USE_I18N=True) if not settings.configured else None
if __name__ == "__main__":
    main()
