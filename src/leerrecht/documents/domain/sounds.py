"""Recorded sound, as telephones and computers make it: what it is follows from how it begins, never from its name."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The first name is the one given to a file that came without an extension.
EXTENSIONS = {
    "audio/mp4": (".m4a", ".mp4", ".aac", ".3gp"),
    "audio/mpeg": (".mp3",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/webm": (".webm", ".weba"),
    "audio/wav": (".wav",),
    "audio/amr": (".amr",),
}
NAMES = dict.fromkeys(EXTENSIONS, "geluidsopname")
ACCEPT = ",".join(("audio/*", *(extension for extensions in EXTENSIONS.values() for extension in extensions)))
_STARTS = {
    "audio/mp4": re.compile(rb"....ftyp(M4A |M4B |mp4[12]|isom|iso2|3gp)", re.DOTALL),
    "audio/mpeg": re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    "audio/ogg": re.compile(rb"OggS\x00"),
    "audio/webm": re.compile(rb"\x1aE\xdf\xa3.{0,60}webm", re.DOTALL),
    "audio/wav": re.compile(rb"RIFF....WAVE", re.DOTALL),
    "audio/amr": re.compile(rb"#!AMR"),
}


def type_of(content: bytes, name: str) -> str:
    """The type of a recording; raises ``ValidationError`` where it is none."""
    for content_type, start in _STARTS.items():
        if start.match(content):
            return content_type
    raise ValidationError(
        _(
            "%(name)s is geen geluidsopname die we kennen. "
            "Neem op met de dictafoon van uw telefoon (M4A, MP3, OGG of WAV)."
        )
        % {"name": name},
        code="unknown_sound",
    )
