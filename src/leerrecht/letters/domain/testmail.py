"""A mail server that is none: for a demo, or an installation that has not set one. It says so of itself."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NowhereBackend(BaseEmailBackend):
    """Takes messages and sends nothing; deliveries are kept as "niet echt verstuurd"."""

    only_pretends = True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return len(email_messages)
