"""Forms as they are used: those that came with Leerrecht and those of the school, each in its last version."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.forms.domain.definitions import Definition, delivered, from_json, to_json
from leerrecht.forms.models import Form, FormVersion

OWN = "eigen-"


def forms(by: Principal, *, act: str, about: str = "") -> dict[str, Definition]:
    """The forms that somebody may fill in, by key: those of a school carry its number in the key. Two queries."""
    published = Prefetch(
        "versions", FormVersion.objects.filter(published_at__isnull=False).order_by("-number"), to_attr="published"
    )
    rows = policy.visible(Form, to=by, act=act).exclude(school=None).filter(retired_at=None).prefetch_related(published)
    found = dict(delivered())
    for row in rows:
        versions: list[FormVersion] = getattr(row, "published")  # noqa: B009 - made by the query
        if versions:
            found[key_of(row)] = definition_of(row, versions[0])
    return {key: one for key, one in found.items() if not about or one.about == about}


def find(by: Principal, key: str, *, act: str, about: str) -> Definition:
    """One of them. Raises ``ValidationError`` where it is not there for this reader."""
    found = forms(by, act=act, about=about).get(key)
    if found is None:
        raise ValidationError({"form": _("Kies een formulier uit de lijst.")})
    return found


def key_of(row: Form) -> str:
    return f"{OWN}{row.pk}" if row.school_id else row.key


def definition_of(row: Form, version: FormVersion) -> Definition:
    return Definition(
        key_of(row), row.name, row.explanation, row.about, row.compartment, from_json(version.content),
        version.number, school_id=row.school_id,
    )  # fmt: skip


def kept(definition: Definition) -> FormVersion:
    """The stored version of a definition: one that came along is stored when it is first used, with its questions."""
    if definition.school_id is not None:
        return FormVersion.objects.get(form_id=int(definition.key.removeprefix(OWN)), number=definition.number)
    form, _made = Form.objects.get_or_create(
        school=None, key=definition.key,
        defaults={
            "name": definition.name, "explanation": definition.explanation, "about": definition.about,
            "compartment": definition.compartment,
        },
    )  # fmt: skip
    content = to_json(definition.sections)
    last = form.versions.order_by("-number").first()
    if last is not None and last.content == content:
        return last
    # A later release, or another number in the law: what was filled in keeps its own questions.
    return FormVersion.objects.create(
        form=form, number=last.number + 1 if last else definition.number, content=content, published_at=timezone.now(),
        made_by="Leerrecht",
    )  # fmt: skip


def names(found: Mapping[str, Definition]) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in sorted(found.items(), key=lambda pair: pair[1].name)]
