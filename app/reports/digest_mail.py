"""The weekly letter as plain text, in the parent's language."""

from collections.abc import Iterator

from flask_babel import force_locale
from flask_babel import gettext as _

from app.notices.post import Letter
from app.reports.digest import ChildWeek, Digest
from app.reports.parent import DinnerTalk


def letter_of(digest: Digest, *, locale: str, site: str) -> Letter:
    """Without names; two children are told apart by their classes."""
    with force_locale(locale):
        blocks = [
            block
            for week in digest.children
            for block in _week(week, locale, with_class=len(digest.children) > 1)
        ]
        address = f"{site.rstrip('/')}/child/#week"
        blocks.append(_("Your page: %(address)s", address=address))
        blocks.append(_("You have chosen this letter. On that page one tap ends it."))
        return Letter(_("This week in Adal Jol"), "\n\n".join(blocks) + "\n")


def _week(week: ChildWeek, locale: str, *, with_class: bool) -> Iterator[str]:
    if with_class and week.grade:
        yield _("Class %(grade)s%(letter)s", grade=week.grade, letter=week.letter)
    for talk in week.talks:
        yield from _talk(talk, locale)
    for title in week.missed:
        yield _(
            "One lesson is waiting to be finished: %(title)s. A kind reminder is enough.",
            title=title.in_locale(locale),
        )


def _talk(talk: DinnerTalk, locale: str) -> Iterator[str]:
    if talk.lesson and talk.learns:
        title, can = talk.lesson.in_locale(locale), talk.learns.in_locale(locale)
        yield (
            _("The class's lesson: %(title)s.", title=title)
            + "\n"
            + _("After it a child %(can)s.", can=can)
        )
    questions = [f"– {question.in_locale(locale)}" for question in talk.questions]
    yield "\n".join([_("Three questions for dinner:"), *questions])
    yield _("Better not: %(dont)s", dont=talk.dont.in_locale(locale))
