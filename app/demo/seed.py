"""Makes the demo school once: all of it in one transaction, or nothing."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.core import clock, events
from app.core.db import db, transaction
from app.demo.administration import open_second_school, open_the_year
from app.demo.bank import fill_bank, practise
from app.demo.calendar import Term
from app.demo.held import hold_lessons
from app.demo.history import play_term
from app.demo.people import STAFF
from app.demo.questions import ask_last_year, ask_this_year
from app.demo.rosters import leave_a_list
from app.demo.school import School, make_school
from app.demo.stories import tell_all
from app.demo.weeks import live_through
from app.learning import item_figures
from app.people import models


@dataclass(frozen=True, slots=True)
class Seeded:
    school: School
    # Lessons whose law texts are past their recheck date: not given to any class.
    stale_lessons: list[str]


def seed() -> Seeded | None:
    """None if a school is here already. Services record events; here nothing waits in a queue."""
    with events.muted(), transaction():
        if db.session.scalar(sa.select(models.School.id).limit(1)) is not None:
            return None
        term = Term(clock.today())
        school = make_school(term)
        open_the_year(school, term)
        stale = play_term(school, term)
        tell_all(school, term)
        live_through(school, term)
        fill_bank(school, term)
        practise(school, term)
        ask_last_year(school, term)
        ask_this_year(school, term)
        hold_lessons(school, term)
        leave_a_list(school)
        open_second_school(school, term)
        item_figures.keep(item_figures.count_all())
        return Seeded(school, sorted(set(stale)))


def is_seeded() -> bool:
    first = sa.select(models.User.id).where(models.User.username == STAFF[0].key)
    return db.session.scalar(first) is not None
