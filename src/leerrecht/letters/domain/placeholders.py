"""What a template may name between braces, such as {leerling}: filled with facts, or with what the sender typed.

A value is only ever text: braces, hashes and dollars in it mean nothing to anybody.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLACE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Field:
    """``kind``: ``""`` for a fact of the file or the law; else of the question that the sender answers."""

    label: str | Promise
    kind: str = ""
    optional: bool = False


FIELDS: dict[str, Field] = {
    "leerling": Field(gettext_lazy("voornaam en naam van de leerling")),
    "voornaam": Field(gettext_lazy("voornaam van de leerling")),
    "geboortedatum": Field(gettext_lazy("geboortedatum van de leerling")),
    "klas": Field(gettext_lazy("klas van de leerling vandaag")),
    "ontvanger": Field(gettext_lazy("naam of namen van wie de brief krijgt")),
    "school": Field(gettext_lazy("naam van de school")),
    "telefoon": Field(gettext_lazy("telefoon van de school, uit de huisstijl")),
    "email": Field(gettext_lazy("e-mailadres van de school, uit de huisstijl")),
    "clb": Field(gettext_lazy("naam van het CLB van de school")),
    "datum": Field(gettext_lazy("datum van de brief")),
    "schooljaar": Field(gettext_lazy("schooljaar van de brief")),
    "afzender": Field(gettext_lazy("naam van wie de brief maakt")),
    "halve_dagen_b": Field(gettext_lazy("aantal halve dagen B (problematisch afwezig) dit schooljaar")),
    "dagen_b": Field(gettext_lazy("lijst van de halve dagen B (problematisch afwezig) dit schooljaar")),
    "dagen_zonder_reden": Field(gettext_lazy("lijst van de halve dagen waarvan de reden niet bekend is")),
    "briefjes": Field(gettext_lazy("aantal briefjes van de ouders dit schooljaar")),
    "briefjes_toegelaten": Field(gettext_lazy("hoeveel briefjes van de ouders een schooljaar tellen, volgens de wet")),
    "briefje_dagen": Field(gettext_lazy("voor hoeveel kalenderdagen een briefje telt, volgens de wet")),
    "toah_dagen": Field(gettext_lazy("na hoeveel kalenderdagen ziekte onderwijs aan huis kan, volgens de wet")),
    "toah_lestijden": Field(gettext_lazy("hoeveel lestijden onderwijs aan huis er zijn, volgens de wet")),
    "melding_vanaf": Field(gettext_lazy("vanaf hoeveel halve dagen B de school het CLB verwittigt, volgens de wet")),
    "gesprek_datum": Field(gettext_lazy("datum van het gesprek"), "date"),
    "gesprek_uur": Field(gettext_lazy("uur van het gesprek"), "time"),
    "gesprek_plaats": Field(gettext_lazy("plaats van het gesprek"), "text"),
    "gesprek_met": Field(gettext_lazy("met wie het gesprek is"), "text"),
    "antwoord_tegen": Field(gettext_lazy("antwoord gevraagd tegen"), "date"),
    "afspraken": Field(gettext_lazy("de afspraken, één per regel met een streepje ervoor"), "long"),
    "stappen": Field(gettext_lazy("wat de school al deed, één per regel met een streepje ervoor"), "long"),
    "uitleg": Field(gettext_lazy("de informatie zelf"), "long"),
    "maatregel": Field(gettext_lazy("welke maatregel"), "text"),
    "maatregel_van": Field(gettext_lazy("eerste dag van de maatregel"), "date"),
    "maatregel_tot": Field(gettext_lazy("tot wanneer de maatregel duurt, in een zin"), "text", optional=True),
    "redenen": Field(gettext_lazy("de redenen, feitelijk"), "long"),
    "inzage": Field(gettext_lazy("waar en wanneer het dossier te lezen is"), "text"),
    "opvang": Field(gettext_lazy("opvang en leerstof tijdens de maatregel"), "long"),
    "beroep": Field(gettext_lazy("hoe en tot wanneer er beroep kan, of dat er geen beroep is"), "long"),
    "toelichting": Field(gettext_lazy("uw eigen toelichting"), "long", optional=True),
}


def used(*texts: str) -> list[str]:
    """The names between braces, each once, in the order of the texts."""
    return list(dict.fromkeys(name.strip() for text in texts for name in PLACE.findall(text)))


def asked(*texts: str) -> list[str]:
    """Those that the sender answers."""
    return [name for name in used(*texts) if name in FIELDS and FIELDS[name].kind]


def check(text: str) -> None:
    """Raise ``ValidationError`` for a name that does not exist, and for a brace that stands alone."""
    unknown = [name for name in used(text) if name not in FIELDS]
    if unknown:
        raise ValidationError(
            _("“%(name)s” bestaat niet als in te vullen plaats. Kies uit: %(names)s.")
            % {"name": "{" + unknown[0] + "}", "names": ", ".join("{" + name + "}" for name in FIELDS)}
        )
    if re.search(r"[{}]", PLACE.sub("", text)):
        raise ValidationError(
            _("Er staat een accolade alleen. Zet een plaats tussen twee accolades, zoals {leerling}.")
        )


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled: once, so that a value with braces stays as it was typed."""
    return PLACE.sub(lambda found: values.get(found[1].strip(), ""), text)
