from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongPassword(MinimumLengthValidator):
    """Length instead of rules on signs; the message is ours, since Django's has no Dutch."""

    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort: neem minstens %(least)s tekens.") % {"least": self.min_length}
