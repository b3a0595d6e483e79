from django.apps import AppConfig
from django.db.models import Q


class ApiConfig(AppConfig):
    name = "leerrecht.api"
    verbose_name = "Koppelingen"

    def ready(self) -> None:
        from leerrecht.access import vitals
        from leerrecht.access.policy import register_scope
        from leerrecht.api import models, rules, wall

        register_scope(models.Token, rules.tokens)
        register_scope(models.Answer, rules.answers)
        register_scope(models.Subscription, rules.subscriptions)
        register_scope(models.Delivery, rules.subscriptions)
        vitals.register(
            "Berichten aan andere programma’s", models.Delivery, waiting=Q(sent_at=None, tries__gt=0),
            failed=Q(sent_at=None, subscription__paused_at__isnull=False), since="made_at",
            remedy="Op de pagina “Koppelingen” van de school staat wat het andere programma antwoordde",
        )  # fmt: skip
        wall.guard()
