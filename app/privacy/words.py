"""Tables and columns in the words of people, for copies and for what an erasure shows."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

TABLES = {
    "users": _l("Account"),
    "attempts": _l("Answers"),
    "certificates": _l("Certificates"),
    "dilemma_walks": _l("Ways through stories"),
    "item_progress": _l("Answers"),
    "lesson_progress": _l("Lessons"),
    "misconception_progress": _l("What was hard"),
    "norm_guesses": _l("Guesses"),
    "objective_progress": _l("Skills"),
    "plans": _l("If-then plans"),
    "quiz_sittings": _l("Quizzes"),
    "reviews_due": _l("Reviews"),
    "skill_cards": _l("“Practise together” cards"),
    "steps_done": _l("Steps done"),
    "time_allowances": _l("More time in quizzes"),
    "check_ins": _l("Weekly mood"),
    "mood_shares": _l("Weeks shown to adults"),
    "private_marks": _l("Marks “just for me”"),
    "enrolments": _l("Classes"),
    "guardianships": _l("Links with parents"),
    "notices": _l("Notices"),
    "weekly_digests": _l("Weekly letter"),
    "sign_in_sessions": _l("Sign-ins"),
    "sign_in_cards": _l("Sign-in cards"),
    "consents": _l("Consents"),
    "transfers": _l("Transfers"),
    "role_terms": _l("Roles with dates"),
    "erasures": _l("Erasures"),
}
COLUMNS = {
    "family_name": _l("Family name"),
    "given_name": _l("Given name"),
    "patronymic": _l("Patronymic"),
    "username": _l("Username"),
    "locale": _l("Language"),
    "born_on": _l("Born on"),
    "created_at": _l("Written on"),
    "school": _l("School"),
    "recorded_at": _l("When"),
    "at": _l("When"),
    "lesson_id": _l("Lesson"),
    "item_id": _l("Task"),
    "behaviour": _l("Where"),
    "response": _l("Answer"),
    "score": _l("Score"),
    "grade": _l("Grade"),
    "letter": _l("Letter"),
    "school_year": _l("School year"),
    "starts_on": _l("From"),
    "ends_on": _l("Until"),
    "started_at": _l("Begun"),
    "finished_at": _l("Finished"),
    "last_at": _l("Last time"),
    "week": _l("Week"),
    "mood": _l("Mood"),
    "needs": _l("Needs"),
    "purpose": _l("Use"),
    "decision": _l("Decision"),
    "role": _l("Role"),
    "linked_at": _l("Linked on"),
}


def table_name(table: str) -> str:
    return str(TABLES.get(table, _("Technical rows of the account")))


def column_name(column: str) -> str:
    return str(COLUMNS.get(column, column))
