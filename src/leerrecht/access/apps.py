from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "leerrecht.access"
    verbose_name = "Toegang"

    def ready(self) -> None:
        from leerrecht.access import signing, wall

        signing.connect()
        post_migrate.connect(wall.after_migration, sender=self)
