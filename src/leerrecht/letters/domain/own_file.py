"""Letters in the own file of a pupil: those that the asker may read, as a file where written to the asker."""

from django.utils.translation import gettext as _

from leerrecht.letters.models import Letter
from leerrecht.transfers.domain.own_file import Gathering, Row


def rows(gathering: Gathering) -> list[Row]:
    """One row a letter. What was written to somebody else names that person: it is read at the desk."""
    contact = gathering.asker.contact
    own = f"contact-{contact.pk}" if contact else f"leerling-{gathering.pupil.pk}"
    found = gathering.confidential(Letter).select_related("file").order_by("dated", "pk")
    return [
        {
            _("dag"): f"{one.dated:%d/%m/%Y}", _("vak"): one.get_compartment_display(),
            _("brief"): gathering.names.without(one.subject), _("aan"): gathering.names.without(one.recipient_name),
            _("bestand"): _kept(gathering, one) if one.recipient == own else _("inzage aan het loket"),
        }
        for one in found
    ]  # fmt: skip


def _kept(gathering: Gathering, one: Letter) -> str:
    name = f"brieven/{one.dated:%Y-%m-%d}-{one.pk}.pdf"
    gathering.files.append((name, one.file))
    return name
