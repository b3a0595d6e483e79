"""What lies in the guidance file follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Entry, Ouderaanwezigheid, Plan, ThuisOpVraag
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; where a school has a file open for both, that of ``drop`` is closed."""
    open_ = Begeleidingsdossier.objects.filter(pupil=keep, closed_on=None).values("organisation_id")
    twice = Begeleidingsdossier.objects.filter(pupil=drop, closed_on=None, organisation_id__in=open_)
    twice.update(closed_on=by.on, closed_reason="samengevoegd met een andere fiche", closed_by=by.name)
    return {
        name: model._default_manager.filter(pupil=drop).update(pupil=keep)
        for name, model in (
            ("guidance_files", Begeleidingsdossier), ("guidance_entries", Entry), ("plans", Plan),
            ("agreements", Agreement), ("homes", ThuisOpVraag), ("parents", Ouderaanwezigheid),
        )
    }  # fmt: skip
