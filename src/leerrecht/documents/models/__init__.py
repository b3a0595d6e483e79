from leerrecht.documents.models.upload import Scan, Upload

__all__ = ["Scan", "Upload"]
