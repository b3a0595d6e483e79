from leerrecht.trajectories.models.care import CareSignal, Reply
from leerrecht.trajectories.models.file import CareStep, Ending, HomeEducation, Motive, Next, StepKind, Traject
from leerrecht.trajectories.models.signal import OPEN, About, Answer, AnswerKind, Signal, Source, State, WhyNot

__all__ = [
    "OPEN",
    "About",
    "Answer",
    "AnswerKind",
    "CareSignal",
    "CareStep",
    "Ending",
    "HomeEducation",
    "Motive",
    "Next",
    "Reply",
    "Signal",
    "Source",
    "State",
    "StepKind",
    "Traject",
    "WhyNot",
]
