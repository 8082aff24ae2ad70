"""Roles of design §1. Kinds of people are code, not rows: each has its own pages."""

from enum import StrEnum


class Role(StrEnum):
    PUPIL = "pupil"
    TEACHER = "teacher"
    PARENT = "parent"
    PSYCHOLOGIST = "psychologist"
    LEAD = "lead"
    SOCIAL_PEDAGOGUE = "social_pedagogue"
    DEPUTY = "deputy"
    HEAD = "head"
    SCHOOL_ADMIN = "school_admin"
    REGION_OFFICER = "region_officer"
    REGION_ADMIN = "region_admin"
    LAWYER = "lawyer"
    AUTHOR = "author"


# Adults of the school to whom a child may address a request, in the order of the help page.
HELPERS = (Role.PSYCHOLOGIST, Role.TEACHER, Role.SOCIAL_PEDAGOGUE, Role.LEAD)

# Who may be given a case to read and to work.
CASE_WORKERS = (*HELPERS, Role.DEPUTY, Role.HEAD)

# Who belongs to no school.
OUTSIDE_SCHOOLS = (Role.REGION_OFFICER, Role.REGION_ADMIN, Role.LAWYER, Role.AUTHOR)

# Accounts that the school's administrator keeps, each for a time (see RoleTerm).
SCHOOL_STAFF = (*CASE_WORKERS, Role.SCHOOL_ADMIN)

# Whose whole account asks for a second factor: they run schools, or work with cases all day.
# Class teachers are asked at the door of a case.
WITH_SECOND_FACTOR = frozenset(
    {
        Role.PSYCHOLOGIST,
        Role.LEAD,
        Role.SOCIAL_PEDAGOGUE,
        Role.DEPUTY,
        Role.HEAD,
        Role.SCHOOL_ADMIN,
        Role.REGION_OFFICER,
        Role.REGION_ADMIN,
    }
)
