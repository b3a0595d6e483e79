from leerrecht.quality.models.action import Done, PolicyAction, Worked
from leerrecht.quality.models.audit import WHOLE, Answer, Cell, Evidence, Round, Step
from leerrecht.quality.models.cooperation import Cooperation, CooperationVersion
from leerrecht.quality.models.survey import Box, Group, Survey

__all__ = [
    "WHOLE",
    "Answer",
    "Box",
    "Cell",
    "Cooperation",
    "CooperationVersion",
    "Done",
    "Evidence",
    "Group",
    "PolicyAction",
    "Round",
    "Step",
    "Survey",
    "Worked",
]
