from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "leerrecht.access"
    verbose_name = "Toegang"

    def ready(self) -> None:
        from leerrecht.access import signing

        signing.connect()
