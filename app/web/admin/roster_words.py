"""What a roster's troubles, faults and columns are called, in the person's language."""

from flask_babel import gettext as _
from flask_babel import pgettext

from app.interop.rosters.columns import Field
from app.interop.rosters.rows import Fault, Problem, Trouble


def field_words() -> dict[Field, str]:
    return {
        Field.LEFT_OUT: _("Leave this column out"),
        Field.FULL_NAME: _("Family name, given name, patronymic in one"),
        Field.FAMILY_NAME: _("Family name"),
        Field.GIVEN_NAME: _("Given name"),
        Field.PATRONYMIC: _("Patronymic"),
        Field.CLASS_NAME: _("Class, such as 7 «Ә»"),
        Field.GRADE: _("Grade, a number"),
        Field.LETTER: _("Letter of the class"),
        Field.BORN_ON: _("Date of birth"),
        Field.LANGUAGE: _("Language of teaching"),
        Field.EXTERNAL_ID: _("Number in the school's own system"),
        Field.OWN_ID: _("Adal Jol number, from our export"),
    }


def value_words() -> dict[str, str]:
    """Fields of a pupil as the difference names them."""
    return {
        "family_name": _("Family name"),
        "given_name": _("Given name"),
        "patronymic": _("Patronymic"),
        "born_on": _("Date of birth"),
        "external_id": _("Number in the school's own system"),
    }


def trouble_words(problem: Problem) -> str:
    """One sentence: what is wrong and what to do."""
    sentences = _name_troubles() | _value_troubles() | _cell_troubles() | _list_troubles(problem)
    return sentences[problem.trouble]


def _name_troubles() -> dict[Trouble, str]:
    return {
        Trouble.NAME_MISSING: _("The name is missing."),
        Trouble.NAME_UNREADABLE: _(
            "This is not a name: letters, hyphens and apostrophes only. If letters turned into "
            "question marks, save the file as XLSX or as CSV UTF-8."
        ),
        Trouble.NAME_TOO_LONG: _("The name is longer than 80 letters."),
    }


def _value_troubles() -> dict[Trouble, str]:
    return {
        Trouble.CLASS_MISSING: _("The class is missing."),
        Trouble.CLASS_UNREADABLE: _(
            "This is not a class. Write the grade and the letter, such as 7 «Ә»."
        ),
        Trouble.GRADE_OUT_OF_RANGE: _("The grade is a number from 1 to 11."),
        Trouble.DATE_UNREADABLE: _("There is no such date. Write it as 14.03.2014."),
        Trouble.DATE_OF_NO_PUPIL: _("Nobody of this age is at school. Check the year."),
        Trouble.LANGUAGE_UNKNOWN: _("The language of teaching is Kazakh or Russian."),
        Trouble.ID_UNREADABLE: _(
            "A number in the school's system has letters, digits, dots and dashes, 64 at most."
        ),
        Trouble.ID_IS_IIN: _("This looks like an IIN. We do not keep it: leave the column out."),
        Trouble.UNKNOWN_NUMBER: _("No pupil of your school has this Adal Jol number."),
    }


def _cell_troubles() -> dict[Trouble, str]:
    return {
        Trouble.NUMBER_TOO_LONG: _(
            "The spreadsheet has rounded this long number. Format the column as text and put the "
            "numbers in again."
        ),
        Trouble.FORMULA: _(
            "There is a formula in this cell. Copy the column and paste it as values."
        ),
        Trouble.MERGED: _("This cell is merged with others. Unmerge it and fill in each row."),
    }


def _list_troubles(problem: Problem) -> dict[Trouble, str]:
    other = problem.other or ""
    return {
        Trouble.REPEATED: _(
            "The same as row %(n)s. Delete one of them; if they are two children, add their dates "
            "of birth.",
            n=other,
        ),
        Trouble.SAME_ID: _("Row %(n)s has the same number, or means the same pupil.", n=other)
        if other
        else _("Another row means the same pupil."),
        Trouble.IN_TWO_CLASSES: _("This child is in two classes of the list. Leave one."),
        Trouble.TWO_CLASSES_OF_ONE_NAME: _("Row %(n)s is a class of the same name.", n=other),
        Trouble.TWO_LANGUAGES: _(
            "Row %(n)s names another language for this class. Is it two classes of one name?",
            n=other,
        ),
        Trouble.WHICH_ONE: _(
            "Several pupils have this name. Add the date of birth, or use our export, which "
            "numbers them."
        ),
        Trouble.HAS_LEFT: _("This pupil has left the school. First take the pupil back."),
        Trouble.NAMESAKES: _(
            "A namesake of row %(n)s in the same class; told apart by what the list says.", n=other
        ),
        Trouble.NAMESAKE_ELSEWHERE: _("A namesake of row %(n)s, in another class.", n=other),
        Trouble.SHEET_LEFT_OUT: _("The sheet was left out: its headings are others."),
    }


def fault_words(fault: str, about: str = "") -> str:
    """Why a file cannot be read, and what helps."""
    return (_file_faults(about) | _service_faults())[Fault(fault)]


def _file_faults(about: str) -> dict[Fault, str]:
    return {
        Fault.EMPTY: _("The file is empty."),
        Fault.TOO_LARGE: _("The file is larger than %(n)s MB. Send it class by class.", n=about),
        Fault.NOT_A_TABLE: _("This is not a table that can be read. Save it as XLSX or CSV."),
        Fault.OLD_WORKBOOK: _("This is the old XLS. Save it as XLSX in the spreadsheet program."),
        Fault.LOCKED: _("The file has a password. Save it without one."),
        Fault.UNPACKS_TOO_LARGE: _("The file unpacks to more than a school's list can be."),
        Fault.ENCODING: _(
            "The letters of this file cannot be read. Save it as XLSX or as CSV UTF-8."
        ),
        Fault.TOO_MANY_ROWS: _("The file has too many rows for one school: %(n)s.", n=about),
        Fault.COLUMNS_MISSING: _("A list of pupils needs names and classes."),
        Fault.FILE_MISSING: _("The OneRoster archive lacks %(name)s.", name=about),
        Fault.VERSION_UNKNOWN: _(
            "OneRoster 1.1 and 1.2 can be read; this file says %(version)s.", version=about
        ),
    }


def _service_faults() -> dict[Fault, str]:
    return {
        Fault.SERVICE_DOWN: _("Kundelik does not answer now. Try again later."),
        Fault.SERVICE_REFUSES: _("Kundelik has not let us in. Sign in there once more."),
        Fault.WHICH_SCHOOL: _(
            "There are several schools in it, and none is named as this one is here."
        ),
        Fault.SERVICE_SLOW_DOWN: _("Kundelik asks for a pause. Try again in some minutes."),
    }


def place_words(problem: Problem) -> str:
    row = pgettext("table", "Row %(n)s", n=problem.place.row)
    return f"{problem.place.sheet}, {row}" if problem.place.sheet else row
