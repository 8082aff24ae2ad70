"""Who learns and works at the demo school. What happens to them: history.py and cases.py."""

from dataclasses import dataclass

from app.demo import parts
from app.demo.names import Name
from app.demo.parts import Part
from app.people.roles import Role

SCHOOL = "№ 14 мектеп-гимназия"
SEED = "adal-jol"
# Every pupil of this class may sign in with the class code and this PIN.
PIN_CLASS, PIN = "8Ә", "1414"
# And those of this one by pressing three pictures.
PICTURES_CLASS, PICTURES = "3Ә", ("yurt", "kite", "moon")


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who signs in with a username; the README shows a few of them."""

    username: str
    role: Role
    locale: str

    @property
    def password(self) -> str:
        return f"{self.username}-adal-jol"


@dataclass(frozen=True, slots=True)
class Adult:
    key: str
    role: Role
    locale: str
    family_name: str
    given_name: str
    patronymic: str | None = None
    at_school: bool = True
    signs_in: bool = True


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil of whom the story tells by name."""

    key: str
    name: Name
    part: Part = parts.ORDINARY
    locale: str | None = None
    signs_in: bool = False
    # The part in the class's second lesson, where chance is not to choose.
    second: Part | None = None
    # The key of a parent who has a story, too; brothers and sisters share it.
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class ClassPlan:
    key: str
    grade: int
    letter: str
    language: str
    code: str
    teacher: str
    pupils: int
    named: tuple[Child, ...]
    # Parts of the first pupils without a story; the others are ordinary or diligent.
    crowd: tuple[Part, ...]


STAFF = (
    Adult("gulnar", Role.TEACHER, "kk", "Бейсенова", "Гүлнар", "Серікқызы"),
    Adult("olga", Role.TEACHER, "ru", "Романова", "Ольга", "Викторовна"),
    Adult("irina", Role.TEACHER, "ru", "Литвиненко", "Ирина", "Олеговна"),
    Adult("baglan", Role.TEACHER, "kk", "Тұрсынбаева", "Бағлан", "Қайратқызы", signs_in=False),
    # Has no class of his own.
    Adult("kuanysh", Role.TEACHER, "kk", "Өмірбеков", "Қуаныш", "Сапарұлы", signs_in=False),
    Adult("ainur", Role.PSYCHOLOGIST, "kk", "Нұрланова", "Айнұр", "Маратқызы"),
    Adult("yerlan", Role.LEAD, "kk", "Сейітов", "Ерлан", "Бекұлы"),
    Adult("zhanna", Role.SOCIAL_PEDAGOGUE, "ru", "Касымова", "Жанна", "Адиловна"),
    Adult("saule", Role.DEPUTY, "kk", "Ахметова", "Сәуле", "Төлегенқызы"),
    Adult("bauyrzhan", Role.HEAD, "kk", "Нұрмағамбетов", "Бауыржан", "Нұрланұлы"),
    Adult("viktor", Role.SCHOOL_ADMIN, "ru", "Ким", "Виктор", "Сергеевич"),
    Adult("arman", Role.REGION_OFFICER, "ru", "Жанузаков", "Арман", "Ерланович", at_school=False),
    Adult("kairat", Role.REGION_ADMIN, "kk", "Досжанов", "Қайрат", "Ерболұлы", at_school=False),
    Adult("elena", Role.LAWYER, "ru", "Шмидт", "Елена", "Андреевна", at_school=False),
    Adult("diana", Role.AUTHOR, "en", "Тен", "Диана", at_school=False),
)

PARENTS = (
    Adult("madina", Role.PARENT, "kk", "Өтегенова", "Мадина", "Болатқызы"),
    Adult("natalya", Role.PARENT, "ru", "Вагнер", "Наталья", "Петровна"),
    # Worried about a child of 5 «А»: see cases.py.
    Adult("raushan", Role.PARENT, "kk", "Әділбекова", "Раушан", "Ғалымқызы", signs_in=False),
)

CLASSES = (
    ClassPlan(
        key="8Ә",
        grade=8,
        letter="Ә",
        language="kk",
        code="814801",
        teacher="gulnar",
        pupils=20,
        named=(
            Child(
                "aigerim",
                Name("Әлімов", "Айгерім", is_female=True),
                parts.comes_back("M-DROPPER-ADULTS"),
                signs_in=True,
                second=parts.under_way(4),
            ),
            Child(
                "nurlan",
                Name("Өтегенов", "Нұрлан", is_female=False),
                parts.holds_on("M-CARD-MINE"),
                parent="madina",
            ),
            Child(
                "gauhar",
                Name("Үсенов", "Гауһар", is_female=True),
                parts.holds_on_lately("M-CARD-MINE"),
            ),
            Child(
                "erasyl", Name("Ілиясов", "Ерасыл", is_female=False), parts.learns("M-CARD-MINE")
            ),
            Child("aruzhan", Name("Бекмұратов", "Аружан", is_female=True)),
            Child("inju", Name("Ғабитов", "Інжу", is_female=True)),
        ),
        crowd=(
            *(parts.corrected("M-DROPPER-ADULTS"),) * 4,
            *(parts.corrected("M-EASY-MONEY"),) * 3,
            parts.SAME_TASK,
            parts.HALFWAY,
            parts.ABSENT,
        ),
    ),
    ClassPlan(
        key="8Б",
        grade=8,
        letter="Б",
        language="ru",
        code="814802",
        teacher="olga",
        pupils=20,
        named=(
            Child(
                "alina",
                Name("Ким", "Алина", is_female=True, origin="korean"),
                parts.under_way(4),
                locale="en",
                signs_in=True,
            ),
            Child(
                "artyom",
                Name("Вагнер", "Артём", is_female=False, origin="german"),
                parts.holds_on("M-DROPPER-ADULTS"),
                parent="natalya",
            ),
            Child("polina", Name("Руденко", "Полина", is_female=True, origin="russian")),
        ),
        crowd=(
            *(parts.corrected("M-CARD-MINE"),) * 4,
            parts.HALFWAY,
            parts.ABSENT,
            parts.ABSENT,
        ),
    ),
    ClassPlan(
        key="6Б",
        grade=6,
        letter="Б",
        language="ru",
        code="614602",
        teacher="irina",
        pupils=19,
        named=(
            Child(
                "timur",
                Name("Соколов", "Тимур", is_female=False, origin="russian"),
                parts.under_way(3),
                signs_in=True,
            ),
            Child(
                "katya",
                Name("Морозов", "Екатерина", is_female=True, origin="russian"),
                Part(begins_back=8),
            ),
            Child("kamil", Name("Хасанов", "Камиль", is_female=False, origin="tatar")),
            Child(
                "liza",
                Name("Вагнер", "Елизавета", is_female=True, origin="german"),
                parent="natalya",
            ),
        ),
        crowd=(*(parts.corrected("M-WATCHER-NEUTRAL"),) * 4, parts.HALFWAY, parts.ABSENT),
    ),
    ClassPlan(
        key="5А",
        grade=5,
        letter="А",
        language="kk",
        code="514501",
        teacher="baglan",
        pupils=18,
        named=(
            Child("aisha", Name("Әділбеков", "Айша", is_female=True), parent="raushan"),
            Child("miras", Name("Жаңабаев", "Мирас", is_female=False)),
        ),
        crowd=(*(parts.corrected("M-LAUGH-OK"),) * 3, parts.HALFWAY, parts.ABSENT),
    ),
    # Takes no lesson yet: here is how the youngest sign in.
    ClassPlan(
        key="3Ә",
        grade=3,
        letter="Ә",
        language="kk",
        code="314803",
        teacher="baglan",
        pupils=8,
        named=(),
        crowd=(),
    ),
)


def accounts() -> list[Account]:
    """In the order of the roles; the first of a role shows most of the story."""
    children = [
        Account(child.key, Role.PUPIL, child.locale or plan.language)
        for plan in CLASSES
        for child in plan.named
        if child.signs_in
    ]
    adults = [Account(one.key, one.role, one.locale) for one in STAFF + PARENTS if one.signs_in]
    order = list(Role)
    return sorted([*children, *adults], key=lambda account: order.index(account.role))
