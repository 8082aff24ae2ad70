"""In plain words: what keeps a file of questions from being taken, and what of it is not kept."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.bank.drafts import Problem
from app.bank.sheet_words import HEADS
from app.core.i18n import Locale

LANGUAGES = {"kk": _l("Kazakh"), "ru": _l("Russian"), "en": _l("English")}
STATES = {"draft": _l("Draft"), "on": _l("In use"), "withdrawn": _l("Withdrawn")}
KINDS = {
    "choice": _l("One answer"),
    "multiple-response": _l("Several answers"),
    "true-false": _l("True or not"),
    "inline-choice": _l("A gap in a sentence"),
    "match": _l("Pairs"),
    "classify": _l("Sorting"),
    "order": _l("Order of steps"),
    "number": _l("A number"),
}
_PROBLEMS = {
    "empty": _l("There is no question in the file."),
    "too-many": _l("There are more than %(max)s questions: divide the file."),
    "no-answers": _l("There are no answers in braces { }. A text without a question is not taken."),
    "unclosed": _l("The brace that opens here is never closed: write } after the answers."),
    "two-blocks": _l("There is a second pair of braces. One question has one set of answers."),
    "name-unclosed": _l("The name that begins with :: has no second ::"),
    "name-twice": _l("The question of line %(line)s has the same name."),
    "name-long": _l("The name or the topic is longer than %(max)s characters."),
    "question-twice": _l("The same question stands at line %(line)s already."),
    "essay": _l("Empty braces ask for an essay. It cannot be marked: ask it in class."),
    "typed": _l("Only right answers: pupils would have to type. Add wrong ones with ~"),
    "no-sign": _l("An answer begins with = (right) or ~ (wrong)."),
    "no-right": _l("No answer is marked as right."),
    "many-right": _l("More than one answer is marked as right, and this question has one."),
    "gap-many": _l("A gap in a sentence has one right word: mark it with ="),
    "bad-weight": _l("A share lies between -100 and 100: %%50%%"),
    "bad-near": _l("Beside the right number one wider range may earn half: =%%50%%14:2"),
    "bad-slip": _l("A wrong number counts as right, or stands twice."),
    "bad-number": _l("This is not a number: write 14, 14:2 or 12..16"),
    "pair": _l("A pair has two sides with an arrow between them: left -> right"),
    "pairs-few": _l("%(low)s pairs at least."),
    "pairs-many": _l("%(high)s pairs at most."),
    "sorted-few": _l("%(low)s entries at least where several go to one place."),
    "sorted-many": _l("%(high)s entries at most."),
    "groups-few": _l("%(low)s places at least to sort into."),
    "groups-many": _l("%(high)s places at most to sort into."),
    "options-few": _l("%(low)s answers at least, here are %(found)s."),
    "options-many": _l("%(high)s answers at most, here are %(found)s."),
    "steps-few": _l("%(low)s steps at least, here are %(found)s."),
    "steps-many": _l("%(high)s steps at most, here are %(found)s."),
    "slips-many": _l("%(high)s wrong numbers at most."),
    "answer-twice": _l("The same answer stands twice: %(text)s"),
    "no-words": _l("There are no words here."),
    "too-long": _l("A text is longer than %(max)s characters."),
    "picture": _l("Pictures cannot be taken over. Ask the question in words."),
    "no-table": _l("This is not a table: a quotation mark is never closed."),
    "no-column": _l("The column “%(column)s” is missing. Compare with the template."),
    "unknown-kind": _l("This kind of question is not known. Compare with the template."),
    "bad-right": _l("Write the number of the right answer, as in 2 or 1, 3"),
    "bad-truth": _l("Write true or false."),
    "one-gap": _l("Mark one gap in the sentence with three lines: ___"),
}
_NOTICES = {
    "formatting": _l("Bold, colours and other formatting are not kept."),
    "weights": _l("Unequal shares are not kept: every right answer counts the same."),
    "gap-feedback": _l("Of a gap only the reason of the right word is kept."),
}


def problem_words(problem: Problem, language: Locale) -> str:
    details = dict(problem.details)
    if problem.code == "no-column":
        details["column"] = HEADS[details["column"]][language]
    return str(_PROBLEMS[problem.code]) % details


def place_words(problem: Problem) -> str:
    line, column = problem.place.line, problem.place.column
    if isinstance(column, str):
        return _("Line %(line)s, column “%(column)s”", line=line, column=column)
    return _("Line %(line)s, character %(column)s", line=line, column=column)


def notice_words(code: str) -> str:
    return str(_NOTICES[code])
