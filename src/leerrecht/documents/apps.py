from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "leerrecht.documents"
    verbose_name = "Documenten"

    def ready(self) -> None:
        from leerrecht.documents import wall

        wall.guard()
