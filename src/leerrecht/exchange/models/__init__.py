from leerrecht.exchange.models.profile import MappingProfile
from leerrecht.exchange.models.run import ImportFile, ImportKind, ImportRun, RefusedRow, RunState

__all__ = ["ImportFile", "ImportKind", "ImportRun", "MappingProfile", "RefusedRow", "RunState"]
