"""The side menu of each role, and what the bell counts."""

from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l

from app.notices.queries import unread_count
from app.people.roles import Role
from app.web.access import signed_in


@dataclass(frozen=True, slots=True)
class Entry:
    endpoint: str
    icon: str
    label: object

    @property
    def current(self) -> bool:
        """Also on the pages below it."""
        return request.endpoint == self.endpoint


_CASES = Entry("specialist.inbox", "bell", _l("Requests and signals"))
_NOTICES = Entry("account.notices", "envelope-simple", _l("Notices"))
_CLIMATE = Entry("specialist.climate", "users-three", _l("Class climate"))
_READINESS = Entry("specialist.readiness", "list-checks", _l("Readiness"))
_AUDIT = Entry("specialist.audit", "eye", _l("Weekly audit"))
_SCHOOL = Entry("overview.home", "chart-bar", _l("School at a glance"))
_WEEKS = Entry("specialist.weeks", "calendar-blank", _l("Hard weeks"))
_REGION = Entry("region.home", "map-trifold", _l("Region"))
_YEAR = Entry("region.year", "chart-bar", _l("The school year"))
_EVIDENCE = Entry("evidence.home", "plant", _l("What the lessons changed"))
_EFFECTS_OF_REGION = Entry("region.evidence", "plant", _l("What the lessons changed"))
_CONCERN = Entry("specialist.new_concern", "hand-heart", _l("I noticed something"))

MENUS: dict[Role, tuple[Entry, ...]] = {
    Role.TEACHER: (
        Entry("teacher.home", "chart-bar", _l("My class")),
        Entry("teacher.lessons", "book-open", _l("Lessons")),
        Entry("teacher.bank", "list-checks", _l("Our questions")),
        _CLIMATE,
        _CASES,
        _CONCERN,
        _NOTICES,
    ),
    Role.PARENT: (Entry("parent.home", "house", _l("My child")), _NOTICES),
    Role.PSYCHOLOGIST: (_CASES, _WEEKS, _CLIMATE, _CONCERN, _READINESS, _NOTICES),
    Role.LEAD: (_CASES, _SCHOOL, _AUDIT, _CLIMATE, _CONCERN, _READINESS, _EVIDENCE, _NOTICES),
    Role.SOCIAL_PEDAGOGUE: (_CASES, _CONCERN, _NOTICES),
    Role.DEPUTY: (_CASES, _SCHOOL, _AUDIT, _CONCERN, _READINESS, _EVIDENCE, _NOTICES),
    Role.HEAD: (_CASES, _SCHOOL, _AUDIT, _CONCERN, _READINESS, _EVIDENCE, _NOTICES),
    Role.SCHOOL_ADMIN: (
        Entry("admin.home", "buildings", _l("School")),
        _SCHOOL,
        Entry("admin.people", "users", _l("People")),
        Entry("rosters.home", "upload-simple", _l("Lists of pupils")),
        Entry("admin.consents", "seal-check", _l("Consents")),
        Entry("admin.all_transfers", "paper-plane-tilt", _l("Transfers")),
        Entry("admin.year", "student", _l("School year")),
        Entry("admin.calendar", "calendar-blank", _l("Free days")),
        _EVIDENCE,
        Entry("admin.audit_trail", "list", _l("Audit")),
        Entry("admin.settings", "gear", _l("Settings")),
        _NOTICES,
    ),
    Role.REGION_OFFICER: (_REGION, _YEAR, _EFFECTS_OF_REGION, _NOTICES),
    Role.REGION_ADMIN: (
        _REGION,
        _YEAR,
        _EFFECTS_OF_REGION,
        Entry("region.calendar", "calendar-blank", _l("Free days")),
        Entry("region.audit_trail", "list", _l("Audit")),
        Entry("region.settings", "gear", _l("Settings")),
        _NOTICES,
    ),
    Role.LAWYER: (_NOTICES,),
    Role.AUTHOR: (Entry("author.items", "chart-bar", _l("How the items do")), _NOTICES),
}


def context() -> dict[str, object]:
    """For the layouts. Error pages of people who are not signed in need none of it."""
    person = signed_in()
    if person is None:
        return {"page_menu": (), "unread_notices": 0}
    return {
        "page_menu": MENUS.get(person.role, ()),
        "unread_notices": unread_count(person.id),
    }
