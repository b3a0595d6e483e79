"""For whom jobs of this room read and write."""

from django.utils import timezone

from leerrecht.access.principal import Principal, command


def postman() -> Principal:
    return command("bericht aan Discimus", timezone.localdate())
