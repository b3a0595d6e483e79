from django.apps import AppConfig
from django.db.models import Q


class OperationsConfig(AppConfig):
    name = "leerrecht.operations"
    verbose_name = "Werking"

    def ready(self) -> None:
        from procrastinate.contrib.django.procrastinate_app import current_app

        from leerrecht.access import vitals
        from leerrecht.access.policy import register_scope
        from leerrecht.discimus.models import Message
        from leerrecht.discipline.models import Report
        from leerrecht.letters.models import Delivery
        from leerrecht.operations import models, queueing, rules

        current_app.job_manager = queueing.TracedManager(current_app.connector)
        register_scope(models.BackupMade, rules.of_the_installation)
        register_scope(models.SlowAnswer, rules.of_the_installation)
        vitals.register(
            "Brieven per e-mail", Delivery, waiting=Q(state="later"), failed=Q(state="mislukt"), since="at",
            remedy="Kijk of de mailserver antwoordt; bij elke brief staat wat hij zei",
        )  # fmt: skip
        # What waits without a try waits for a person, who reports by hand.
        vitals.register(
            "Meldingen van tucht aan AGODI", Report, waiting=Q(state="later"), failed=Q(state="geweigerd"),
            since="written_at",
            remedy="De school leest bij de procedure waarom; blijft het wachten, kijk dan LEERRECHT_AGODI_CHANNEL na",
        )  # fmt: skip
        vitals.register(
            "Berichten aan Discimus", Message, waiting=Q(state="later"), failed=Q(state="geweigerd"), since="made_at",
            remedy="De school leest op de pagina van Discimus waarom; blijft het wachten, kijk dan de verbinding na",
        )  # fmt: skip
