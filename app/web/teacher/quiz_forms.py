"""The rules of a class's quiz as fields; the first choice of each is the usual one."""

import datetime as dt

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField

from app.learning.class_quizzes import GivenQuiz
from app.learning.quiz_rules import USUAL, QuizRules
from app.web.checks import choices, day_ahead, required

MINUTES = (5, 10, 15, 20, 30, 45, 60)


class QuizFields(FlaskForm):
    order = RadioField(
        _l("Questions"),
        choices=choices(
            {
                "fixed": _l("The same order for all, to work together in class"),
                "random": _l("Each pupil in an order of their own"),
            }
        ),
        default=USUAL.order,
    )
    tries = RadioField(
        _l("Attempts"),
        choices=choices(
            {
                "best": _l("As often as they like; the best result counts"),
                "last": _l("As often as they like; the last result counts"),
                "one": _l("Once"),
            }
        ),
        default=USUAL.tries,
    )
    release = RadioField(
        _l("Answers and result are shown"),
        choices=choices(
            {
                "at-once": _l("Right after a pupil hands in"),
                "after-due": _l("After the due date, to all at once"),
                "by-teacher": _l("When you show them"),
            }
        ),
        default=USUAL.release,
    )
    minutes = SelectField(
        _l("Time"),
        choices=choices({"": _l("No limit"), **{str(n): _l("%(n)s min", n=n) for n in MINUTES}}),
        default="",
    )
    asks_certainty = BooleanField(
        _l("Ask how sure they are, where one answer is to be chosen"), default=True
    )

    @property
    def rules(self) -> QuizRules:
        return QuizRules(
            order=self.order.data,
            tries=self.tries.data,
            release=self.release.data,
            minutes=int(self.minutes.data) if self.minutes.data else None,
            asks_certainty=self.asks_certainty.data,
        )


class QuizForm(QuizFields):
    """The same rules later, with the due date, which may stay in the past."""

    due = DateField(_l("Due date"), validators=[required()])
    due_so_far: dt.date | None = None

    @classmethod
    def of(cls, given: GivenQuiz) -> "QuizForm":
        rules = given.rules
        form = cls(
            due=given.due_on,
            order=rules.order,
            tries=rules.tries,
            release=rules.release,
            minutes=str(rules.minutes or ""),
            asks_certainty=rules.asks_certainty,
        )
        form.due_so_far = given.due_on
        return form

    def validate_due(self, field: DateField) -> None:
        if field.data is None or field.data != self.due_so_far:
            day_ahead(self, field)


class ExtraTimeForm(FlaskForm):
    """For one pupil, in every quiz with a time limit."""

    extra = SelectField(
        _l("Time in quizzes"),
        choices=choices(
            {
                "as-all": _l("As everybody"),
                "25": _l("A quarter more"),
                "50": _l("Half as much again"),
                "100": _l("Twice the time"),
                "none": _l("No limit"),
            }
        ),
    )
