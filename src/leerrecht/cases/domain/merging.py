"""A case follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.cases.kinds import Closed
from leerrecht.cases.models import (
    Case,
    CaseTask,
    Exit,
    Invitation,
    Mediation,
    Part,
    Release,
    Report,
    RoundTable,
    Summary,
    Track,
)
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; where a house has a case open for both, that of ``drop`` is closed."""
    open_ = Case.objects.filter(pupil=keep, closed_on=None).values("organisation_id")
    Case.objects.filter(pupil=drop, closed_on=None, organisation_id__in=open_).update(
        closed_on=by.on, closed_why=Closed.MISTAKE, closed_by=by.name
    )
    return {
        name: model._default_manager.filter(pupil=drop).update(pupil=keep)
        for name, model in (
            ("cases", Case), ("tracks", Track), ("case_tasks", CaseTask), ("round_tables", RoundTable),
            ("table_invitations", Invitation), ("case_summaries", Summary), ("case_parts", Part),
            ("case_reports", Report), ("case_releases", Release), ("mediations", Mediation), ("exits", Exit),
        )
    }  # fmt: skip
