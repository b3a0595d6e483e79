from leerrecht.exchange.models.profile import MappingProfile
from leerrecht.exchange.models.run import ImportChange, ImportFile, ImportKind, ImportRun, RefusedRow, RunState
from leerrecht.exchange.models.source import Night, RosterLink, SchoolSource

__all__ = [
    "ImportChange",
    "ImportFile",
    "ImportKind",
    "ImportRun",
    "MappingProfile",
    "Night",
    "RefusedRow",
    "RosterLink",
    "RunState",
    "SchoolSource",
]
