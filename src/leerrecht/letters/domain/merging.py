"""Letters follow the pupil when two records become one."""

from django.db.models import Max

from leerrecht.access.principal import Principal
from leerrecht.letters.models import Letter
from leerrecht.people.models import Pupil

BOTH = "Stond op beide samengevoegde fiches."


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001
    """Move all of ``drop``. A letter that both got, stays twice: the second as one sent again."""
    moved = 0
    for letter in Letter.objects.filter(pupil=drop).order_by("made_at"):
        same = Letter.objects.filter(
            pupil=keep, organisation_id=letter.organisation_id, template_key=letter.template_key,
            recipient=letter.recipient, occasion=letter.occasion,
        )  # fmt: skip
        copy: int | None = same.aggregate(last=Max("copy"))["last"]
        if copy:
            letter.copy, letter.again_because = copy + 1, letter.again_because or BOTH
        letter.pupil = keep
        letter.save(update_fields=["pupil", "copy", "again_because"])
        moved += 1
    return {"letters": moved}
