"""The base of every list: caption, stacked rows on a phone, a Dutch sentence where it is empty."""

from typing import Any

import django_tables2
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Table(django_tables2.Table):
    """``caption`` names the list for screen readers; ``stack`` puts each row under itself on a phone."""

    caption: str | Promise = ""
    show_caption = False
    stack = True

    class Meta:
        template_name = "ui/table.html"
        attrs = {"class": "table"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_text", self._meta.empty_text or _("Er is niets om te tonen."))
        super().__init__(*args, **kwargs)


class NumberColumn(django_tables2.Column):
    """Figures stand to the right, under each other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"td": {"class": "number"}, "th": {"class": "number"}})
        super().__init__(*args, **kwargs)
