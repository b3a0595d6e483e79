from django.apps import AppConfig


class DiscimusConfig(AppConfig):
    name = "leerrecht.discimus"
    verbose_name = "Doorgeven aan Discimus"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerrecht.access.policy import register_scope
        from leerrecht.discimus import models, rules, wall
        from leerrecht.discimus.domain.merging import merge
        from leerrecht.discimus.domain.own_file import told
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain.own_file import register_section

        register_scope(models.Connection, rules.connections)
        register_scope(models.Message, rules.messages)
        register_scope(models.Attempt, rules.of_message)
        register_merger("discimus", merge)
        register_section("discimus", _("Wat aan AGODI gemeld is"), told)
        wall.guard()
