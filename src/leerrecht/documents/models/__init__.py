from leerrecht.documents.models.upload import Upload

__all__ = ["Upload"]
