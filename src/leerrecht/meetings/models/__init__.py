from leerrecht.meetings.models.agenda import Item, Minute, Reason, Removed, State, Task
from leerrecht.meetings.models.meeting import Meeting, Participant

__all__ = ["Item", "Meeting", "Minute", "Participant", "Reason", "Removed", "State", "Task"]
