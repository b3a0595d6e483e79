"""The weeks of a year strip as HTML. Built here and not by a template: a year has more than four hundred half-days."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from leerrecht.ui.strip import Day, Half, Month, Week


def weeks_of(month: Month) -> SafeString:
    """One element a week, in it one a day, in it one a half-day; what tells something says it in words too."""
    return format_html_join("", "{}", ((_week(week),) for week in month.weeks))


def _week(week: Week) -> SafeString:
    return format_html(
        '<div class="strip-week"><span class="strip-week-label" aria-hidden="true">{}</span>{}</div>',
        week.label,
        format_html_join("", "{}", ((_day(day),) for day in week.days)),
    )


def _day(day: Day) -> SafeString:
    today = " strip-today" if day.today else ""
    forenoon, afternoon = day.halves
    return format_html(
        '<div class="strip-day{}" title="{}">{}{}</div>', today, day.short, _half(forenoon), _half(afternoon)
    )


@lru_cache(maxsize=1024)
def _half(half: Half) -> SafeString:
    css = f"{half.css} strip-noted" if half.noted else half.css
    if half.href:
        return format_html(
            '<a class="strip-cell {}" href="{}" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="visually-hidden">{}</span></a>',
            css, half.href, half.text, half.letter, half.text,
        )  # fmt: skip
    if half.text:
        return format_html(
            '<span class="strip-cell {}" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="visually-hidden">{}. </span></span>',
            css, half.text, half.letter, half.text,
        )  # fmt: skip
    return format_html('<span class="strip-cell {}"></span>', css)
