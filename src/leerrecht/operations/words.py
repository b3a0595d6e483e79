"""What jobs do, in words, for who runs the installation."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TASKS: dict[str, str | Promise] = {
    "leerrecht.access.seal_log": _("het logboek verzegelen"),
    "leerrecht.access.check_log": _("het logboek nakijken"),
    "leerrecht.access.check_log_nightly": _("het logboek nakijken, elke nacht"),
    "leerrecht.duties": _("plichten berekenen"),
    "leerrecht.letters": _("brieven maken of versturen"),
    "leerrecht.exchange": _("bestanden inlezen"),
    "leerrecht.discimus": _("uitwisseling met Discimus"),
    "leerrecht.api": _("berichten aan andere programma’s"),
    "leerrecht.discipline": _("meldingen aan AGODI versturen"),
    "leerrecht.meetings": _("overleg aanvullen"),
    "leerrecht.placement": _("zoektochten naar een school bijwerken"),
    "leerrecht.places": _("wachtlijsten bijwerken"),
    "leerrecht.leerplicht": _("leerplicht nakijken"),
    "leerrecht.thuiszitters": _("het register van thuiszitters bijwerken"),
    "leerrecht.transfers": _("overdragen of vernietigen"),
    "leerrecht.indicators": _("cijfers berekenen"),
    "leerrecht.portal": _("berichten naar huis"),
    "leerrecht.operations": _("de installatie zelf opvolgen"),
    "leerrecht.demo": _("de demo vullen"),
}


def task_in_words(name: str) -> str | Promise:
    """Of the task itself, else of its room; the name where neither is known."""
    return TASKS.get(name) or TASKS.get(name.rpartition(".")[0]) or name
