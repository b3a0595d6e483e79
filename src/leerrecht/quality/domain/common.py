"""What the verbs of this room share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access import policy
from leerrecht.access.principal import Principal

# The command that alone opens the boxes of surveys.
WORKER = "bevraging"
LONG = 4000
SHORT = 400


def needed(**texts: str) -> dict[str, str]:
    """The texts, with their spaces tidied. Raises ``ValidationError`` by the field that is empty or too long."""
    clean = {name: " ".join(text.split()) for name, text in texts.items()}
    wrong = {name: _("Vul dit in.") for name, text in clean.items() if not text}
    too_long = _("De tekst is te lang: hoogstens %(most)d tekens.") % {"most": SHORT}
    wrong |= {name: too_long for name, text in clean.items() if len(text) > SHORT}
    if wrong:
        raise ValidationError(wrong)
    return clean


def require_school(by: Principal, act: str, school_id: int) -> str:
    """Only at the school itself. Raises ``Denied``."""
    if by.system or school_id in by.organisations(act):
        return by.why(act, school_id)
    raise policy.Denied(_("Dit doet de school zelf."))
