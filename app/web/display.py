"""How values read on a page: texts, dates, numbers, in the request's language."""

import datetime as dt
from urllib.parse import urlencode

import nh3
from babel.dates import format_skeleton
from flask import Flask, request, url_for
from flask_babel import format_date, format_datetime, format_decimal, format_percent, get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.content import library
from app.content.drawings import drawings
from app.content.schema.item_facts import Gap, InlineChoiceItem
from app.core import clock
from app.core.i18n import LocalizedText
from app.web.locale import pick_locale
from app.wellbeing.climate import Cell

_markdown = MarkdownIt("commonmark", {"html": False})
_TAGS = {"p", "strong", "em", "ul", "ol", "li", "h2", "h3", "blockquote", "br"}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        localized=localized,
        long_date=long_date,
        day_month=day_month,
        day_short=day_short,
        date_time=date_time,
        clock_time=clock_time,
        percent=percent,
        group_share=group_share,
        decimal=format_decimal,
        pieces=pieces,
        markdown=markdown,
    )
    app.jinja_env.globals.update(
        static_url=static_url,
        switch_locale_url=switch_locale_url,
        csrf_token=generate_csrf,
        class_label=class_label,
        spaced=spaced,
        is_drawn=is_drawn,
        theme_title=theme_title,
    )


def localized(text: LocalizedText | None) -> str:
    return text.in_locale(pick_locale()) if text else ""


def theme_title(theme: str) -> str:
    return localized(library.get().themes[theme].title)


def is_drawn(person: str) -> bool:
    """Whether a face is there in every mood, and a head to stand beside a message."""
    return person in drawings().people


def pieces(item: InlineChoiceItem) -> list[tuple[str, Gap | None]]:
    """A text with gaps: words, and the gap that follows them."""
    return item.pieces(pick_locale())


def markdown(text: str) -> Markup:
    """Authored Markdown as safe HTML: a short list of tags, no links, no attributes."""
    return Markup(nh3.clean(_markdown.render(text), tags=_TAGS, attributes={}))  # noqa: S704


def long_date(day: dt.date | dt.datetime | None) -> str:
    """Babel's long form: "2026 ж. 24 қараша"."""
    return format_date(_day(day), "long") if day else ""


def day_short(day: dt.date) -> str:
    """For narrow columns: 26 окт."""
    return format_date(day, "d MMM").rstrip(".")


def day_month(day: dt.date | dt.datetime | None) -> str:
    return format_skeleton("MMMMd", _day(day), locale=get_locale()) if day else ""


def date_time(moment: dt.datetime | None) -> str:
    """Day, month and the school's wall clock."""
    if moment is None:
        return ""
    return f"{day_month(moment)}, {format_datetime(moment, 'HH:mm')}"


def clock_time(moment: dt.datetime) -> str:
    """The school's wall clock."""
    return format_datetime(moment, "HH:mm")


def percent(share: float | None) -> str:
    return format_percent(share) if share is not None else "–"


def group_share(cell: Cell) -> str:
    """A part of a group, in words that give nobody of it away."""
    words = {
        "share": percent((cell.percent or 0) / 100),
        "under-10": _("under %(share)s", share=percent(0.1)),
        "over-90": _("over %(share)s", share=percent(0.9)),
        "few": _("few or none"),
        "hidden": _("not shown"),
    }
    return words[cell.band]


def class_label(grade: int, letter: str) -> str:
    return _("Class %(grade)s%(letter)s", grade=grade, letter=letter)


def spaced(code: str) -> str:
    """Digits in groups of three, as one reads them aloud."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))


def static_url(path: str) -> str:
    return url_for("static", filename=path)


def switch_locale_url(locale: str) -> str:
    """This page in another language, its other arguments kept: a reference to where one is."""
    asked = request.args.to_dict() if request.method == "GET" else {}
    return "?" + urlencode({**asked, "locale": locale})


def _day(day: dt.date | dt.datetime) -> dt.date:
    return clock.local(day).date() if isinstance(day, dt.datetime) else day
