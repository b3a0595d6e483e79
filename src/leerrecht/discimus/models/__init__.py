from leerrecht.discimus.models.connection import Connection
from leerrecht.discimus.models.message import OPEN, STANDING, Attempt, Kind, Message, State

__all__ = ["OPEN", "STANDING", "Attempt", "Connection", "Kind", "Message", "State"]
