"""Taking in a file: what it is follows from its content, never from its name."""

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.documents.domain import sounds
from leerrecht.documents.domain.scanning import scan
from leerrecht.documents.models import Upload

PDF = "application/pdf"
# The first name is the one given to a file that came without an extension.
EXTENSIONS = {
    PDF: (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
}
ACCEPT = ",".join(extension for extensions in EXTENSIONS.values() for extension in extensions)
# An A4 page scanned at 600 dots an inch holds 35 million points.
MAX_IMAGE_POINTS = 40_000_000
_IMAGE_STARTS = {
    "image/jpeg": ("JPEG", re.compile(rb"\xff\xd8\xff")),
    "image/png": ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    "image/webp": ("WEBP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
}
_NAMES = {PDF: "PDF", "image/jpeg": "JPEG-foto", "image/png": "PNG-afbeelding", "image/webp": "WebP-afbeelding"}
_NAME_LENGTH = 120
_PDF_TAIL = 2048


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that passed: its clean name, its type by content, its bytes."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def store_upload(
    *,
    by: Principal,
    file: "File[bytes]",
    organisation_id: int,
    pupil_id: int | None,
    compartment: str,
    sound: bool = False,
) -> Upload:
    """Check a file and keep it, as a part of a record on which the caller has already asked the policy.

    ``sound``: the file is a recording of somebody who speaks, in the place of a scan.

    Raises ``ValidationError`` (Dutch, says what to do) for a file that is empty, too large, not a
    readable PDF, JPEG, PNG or WebP, whose name says something else than its content, or that the scanner
    for viruses does not let through.
    """
    checked = check(file, sound=sound)
    scanned = scan(checked.content, checked.name)
    upload = Upload.objects.create(
        organisation_id=organisation_id,
        pupil_id=pupil_id,
        compartment=compartment,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        sha256=hashlib.sha256(checked.content).hexdigest(),
        scan=scanned,
        content=checked.content,
        by_id=by.user_id,
    )
    log.record(
        by=by,
        act="upload.store",
        on=upload,
        pupil_id=pupil_id,
        organisation_id=organisation_id,
        detail={"size": upload.size, "type": upload.content_type, "scan": scanned.value},
    )
    return upload


def check(file: "File[bytes]", *, sound: bool = False) -> Checked:
    """Decide what a file is; raises ``ValidationError`` as :func:`store_upload` says."""
    name = clean_name(file.name or "")
    if file.size == 0:
        raise ValidationError(_("Het bestand %(name)s is leeg. Maak de scan opnieuw.") % {"name": name}, code="empty")
    if file.size > settings.MAX_SCAN_BYTES:
        raise ValidationError(
            _(
                "Het bestand %(name)s is %(size)s MB; meer dan %(most)s MB kan niet. "
                "Scan in zwart-wit of met een lagere resolutie."
            )
            % {"name": name, "size": _megabytes(file.size), "most": _megabytes(settings.MAX_SCAN_BYTES)},
            code="too_large",
        )
    file.seek(0)
    content = file.read()
    content_type = sounds.type_of(content, name) if sound else _type_of(content, name)
    extensions = sounds.EXTENSIONS[content_type] if sound else EXTENSIONS[content_type]
    extension = PurePosixPath(name).suffix.lower()
    if not extension:
        name += extensions[0]
    elif extension not in extensions:
        raise ValidationError(
            _(
                "De naam %(name)s zegt iets anders dan de inhoud: dit is een %(kind)s. "
                "Controleer of u het juiste bestand koos, en geef het een naam die eindigt op %(extension)s."
            )
            % {"name": name, "kind": (_NAMES | sounds.NAMES)[content_type], "extension": extensions[0]},
            code="name_differs",
        )
    return Checked(name=name, content_type=content_type, content=content)


def clean_name(name: str) -> str:
    """The last part of a file's name, without signs that hide or do anything."""
    name = PureWindowsPath(unicodedata.normalize("NFC", name)).name
    name = "".join(" " if unicodedata.category(sign).startswith(("C", "Z")) else sign for sign in name)
    name = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*\\/;%]', " ", name)).strip(" .")
    stem, extension = PurePosixPath(name or "bestand").stem, PurePosixPath(name).suffix
    return f"{stem[: _NAME_LENGTH - len(extension)].rstrip()}{extension}"


def _type_of(content: bytes, name: str) -> str:
    if content.startswith(b"%PDF-"):
        return _checked_pdf(content, name)
    for content_type, (image_format, start) in _IMAGE_STARTS.items():
        if start.match(content):
            _check_image(content, image_format, name)
            return content_type
    raise ValidationError(
        _(
            "%(name)s is geen PDF en geen foto (JPEG, PNG of WebP), wat de naam ook zegt. "
            "Scan het attest als PDF of maak er een foto van."
        )
        % {"name": name},
        code="unknown_type",
    )


def _checked_pdf(content: bytes, name: str) -> str:
    tail = content[-_PDF_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise _unreadable(name)
    return PDF


def _check_image(content: bytes, image_format: str, name: str) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=[image_format]) as image:
            if image.width * image.height > MAX_IMAGE_POINTS:
                raise _too_many_points(name)
            image.verify()
        with Image.open(io.BytesIO(content), formats=[image_format]) as image:
            # Decodes a JPEG at an eighth of its size: enough to know that it is whole.
            image.draft("L", (image.width // 8 or 1, image.height // 8 or 1))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_points(name) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> ValidationError:
    return ValidationError(
        _("Het bestand %(name)s is beschadigd of niet volledig. Maak de scan of foto opnieuw.") % {"name": name},
        code="unreadable",
    )


def _too_many_points(name: str) -> ValidationError:
    return ValidationError(
        _("De afbeelding %(name)s heeft meer beeldpunten dan een scan van een blad. Scan met een lagere resolutie.")
        % {"name": name},
        code="too_many_points",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".rstrip("0").rstrip(".").replace(".", ",")
