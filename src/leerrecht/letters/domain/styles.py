"""The house style of a school or CLB: head, colour and logo of its letters."""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from leerrecht.access import acts
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.documents.domain.scanning import scan
from leerrecht.documents.domain.uploads import PDF, check
from leerrecht.letters.models import HouseStyle, Window
from leerrecht.letters.rules import require_house
from leerrecht.organisations.models import Organisation

WIDEST = (1200, 480)
# What stands in colour must be readable on white paper: contrast as WCAG asks of large text.
CONTRAST = 3.0
_DARK = 0.04045


@transaction.atomic
def change_style(
    *,
    by: Principal,
    house: Organisation,
    colour: str,
    address: str = "",
    town: str = "",
    phone: str = "",
    email: str = "",
    website: str = "",
    window: str = Window.RIGHT,
    logo: "File[bytes] | None" = None,
    without_logo: bool = False,
) -> HouseStyle:
    """Keep the style; without a new ``logo`` the old one stays. Raises ``Denied``, ``ValidationError`` by field."""
    why = require_house(by, acts.LETTER_MANAGE, house.pk)
    style = HouseStyle.objects.select_for_update().filter(organisation_id=house.pk).first()
    style = style or HouseStyle(organisation_id=house.pk)
    colour = colour.strip().lower()
    style.address, style.town, style.phone = address.strip(), town.strip(), phone.strip()
    style.email, style.website, style.colour = email.strip(), website.strip(), colour
    style.window = window
    style.clean_fields(exclude=["organisation", "logo"])
    if contrast(colour) < CONTRAST:
        raise ValidationError({"colour": _("Deze kleur is te licht om te lezen op wit papier. Kies een donkerder.")})
    if logo is not None:
        style.logo = _drawn(logo)
    elif without_logo:
        style.logo = None
    style.save()
    log.record(by=by, act="letter.style", on=style, organisation_id=house.pk, why=why)
    return style


def letterhead(house_id: int) -> tuple[str, str]:
    """Name and colour of a house, as they stand on what it prints: nothing about a pupil."""
    style = HouseStyle.objects.filter(organisation_id=house_id).first() or HouseStyle()
    return Organisation.objects.get(pk=house_id).name, style.colour


def contrast(colour: str) -> float:
    """How much a colour stands out on white, as WCAG counts it."""
    linear = []
    for place in (1, 3, 5):
        part = int(colour[place : place + 2], 16) / 255
        linear.append(part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4)
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def _drawn(file: "File[bytes]") -> bytes:
    """The picture drawn anew: only its points stay, whatever else the file held."""
    try:
        checked = check(file)
    except ValidationError as error:
        raise ValidationError({"logo": error.messages}) from error
    if checked.content_type == PDF:
        raise ValidationError({"logo": _("Kies een afbeelding (PNG, JPEG of WebP), geen PDF.")})
    scan(checked.content, checked.name)
    out = io.BytesIO()
    with Image.open(io.BytesIO(checked.content)) as image:
        drawn = image.convert("RGBA")
        drawn.thumbnail(WIDEST)
        drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
