"""Which column is what: guessed from headings in three languages, or as the school said. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from app.core.i18n import search_key


class Field(StrEnum):
    FULL_NAME = "full-name"
    FAMILY_NAME = "family-name"
    GIVEN_NAME = "given-name"
    PATRONYMIC = "patronymic"
    CLASS_NAME = "class"
    GRADE = "grade"
    LETTER = "letter"
    BORN_ON = "born-on"
    LANGUAGE = "language"
    EXTERNAL_ID = "external-id"
    OWN_ID = "own-id"
    LEFT_OUT = "left-out"


HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.FULL_NAME: (
        "ФИО", "Ф.И.О.", "ФИО ученика", "ФИО учащегося", "ФИО обучающегося", "Ученик", "Учащийся",
        "Фамилия, имя", "Фамилия, имя, отчество", "Фамилия и имя", "Имя ученика",
        "Аты-жөні", "Оқушының аты-жөні", "Тегі, аты", "Тегі, аты, әкесінің аты", "Т.А.Ә.", "Оқушы",
        "Full name", "Name", "Pupil", "Student",
    ),
    Field.FAMILY_NAME: (
        "Фамилия", "Фамилия ученика", "Тегі", "Оқушының тегі",
        "Family name", "Last name", "Surname", "familyName",
    ),
    Field.GIVEN_NAME: (
        "Имя", "Аты", "Есімі", "Оқушының аты", "Given name", "First name", "givenName",
    ),
    Field.PATRONYMIC: ("Отчество", "Әкесінің аты", "Patronymic", "Middle name", "middleName"),
    Field.CLASS_NAME: ("Класс", "Класс обучения", "Сынып", "Сыныбы", "Class", "Класс / сынып"),
    Field.GRADE: ("Параллель", "Номер класса", "Сынып нөмірі", "Параллелі", "Grade", "Year"),
    Field.LETTER: (
        "Буква", "Литера", "Буква класса", "Литер", "Әріп", "Әрпі", "Сынып әрпі", "Letter",
    ),
    Field.BORN_ON: (
        "Дата рождения", "Рождение", "День рождения", "Д.р.", "Туған күні", "Туған жылы",
        "Туған күні, айы, жылы", "Date of birth", "Birth date", "Birthday", "birthDate",
    ),
    Field.LANGUAGE: (
        "Язык обучения", "Язык", "Язык класса", "Оқыту тілі", "Оқу тілі", "Тілі",
        "Language", "Language of teaching",
    ),
    Field.EXTERNAL_ID: (
        "ID", "ID ученика", "Код ученика", "Идентификатор", "Номер личного дела", "Сәйкестендіргіш",
        "Оқушы коды", "Жеке іс нөмірі", "External id", "identifier", "sourcedId", "Pupil ID",
        "Номер в системе школы", "Мектеп жүйесіндегі нөмірі", "Number in the school's system",
    ),
    Field.OWN_ID: ("Adal Jol ID", "Номер Adal Jol", "Adal Jol нөмірі", "Номер Адал жол"),
}  # fmt: skip

# Not for us, whatever the school chooses: never read, never kept.
_FORBIDDEN = {"иин", "жсн", "iin", "ииндети", "иин ученика", "окушынын жсн"}


def heading_key(heading: str) -> str:
    """How a heading is remembered: case, keyboards, stars and colons do not count."""
    return search_key(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))[:80]


_GUESSES = {heading_key(word): field for field, words in HEADINGS.items() for word in words}


def is_forbidden(heading: str) -> bool:
    key = heading_key(heading)
    return key in {heading_key(word) for word in _FORBIDDEN} or "иин" in key.split()


def guess(heading: str, remembered: Mapping[str, Field] | None = None) -> Field:
    key = heading_key(heading)
    if not key or is_forbidden(heading):
        return Field.LEFT_OUT
    if remembered and key in remembered:
        return remembered[key]
    return _GUESSES.get(key) or _guess_of_parts(heading)


def _guess_of_parts(heading: str) -> Field:
    """«Тегі / Фамилия / Family name»: one word in several languages."""
    found = (_GUESSES.get(heading_key(part)) for part in re.split(r"[/|\n(]", heading))
    return next(filter(None, found), Field.LEFT_OUT)


def guess_all(
    headings: Sequence[str], remembered: Mapping[str, Field] | None = None
) -> list[Field]:
    """Of two columns that claim to be the same, the first is."""
    fields: list[Field] = []
    for heading in headings:
        field = guess(heading, remembered)
        fields.append(Field.LEFT_OUT if field in fields else field)
    return fields


def known_headings(cells: Iterable[str]) -> int:
    return len({guess(cell) for cell in cells} - {Field.LEFT_OUT})


def missing(fields: Sequence[Field], *, sheets_are_classes: bool = False) -> list[Field]:
    """What a list of pupils cannot do without: a name and a class."""
    has = set(fields)
    lacking = []
    if Field.FULL_NAME not in has:
        lacking += [one for one in (Field.FAMILY_NAME, Field.GIVEN_NAME) if one not in has]
    has_class = Field.CLASS_NAME in has or {Field.GRADE, Field.LETTER} <= has
    if not has_class and not sheets_are_classes:
        lacking.append(Field.CLASS_NAME)
    return lacking


def chosen_twice(fields: Sequence[Field]) -> list[Field]:
    return [one for one in Field if one is not Field.LEFT_OUT and fields.count(one) > 1]
