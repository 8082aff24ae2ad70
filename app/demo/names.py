"""Names as in the class lists of Kazakhstan, put together by chance. Nobody of these lives."""

from dataclasses import dataclass
from random import Random

# Family names in the form of men; `of_woman` knows the other form.
_FAMILIES = {
    "kazakh": (
        "Әбдірахманов Әлімжанов Байжанов Ғабдуллин Дәуренбеков Ерғалиев Жұмабаев Жүсіпов "
        "Ибраев Қасымов Құлмағамбетов Қайратұлы Махмұтов Мұқанов Нұрпейісов Оспанов Өмірзақов "
        "Өскенбаев Рахымжанов Сәрсенбаев Серікұлы Тілеубай Тұрсынов Ұлықбек Уәлиев Үмбетов "
        "Шаһмарданов Шәріпов Ыбыраев Ізтілеуов"
    ),
    "russian": (
        "Соколов Лебедев Кузнецов Шевченко Ковальчук Белоусов Ёлкин Щербаков Яковлев Журавлёв "
        "Никитин Антонов Эрдман"
    ),
    "korean": "Ким Цой Пак Тен Хан Ли Югай",
    "german": "Шмидт Беккер Гофман Классен Миллер",
    "uzbek": "Юлдашев Каримов Рахимов Турсунов",
    "uyghur": "Розыбакиев Тохтахунов Исмаилов",
    "tatar": "Галиуллин Хасанов Сабиров",
}
_BOYS = {
    "kazakh": (
        "Әлихан Әділ Бекзат Ғалымжан Дәулет Диас Жаһангер Еркебұлан Қуаныш Мақсат Мирас "
        "Нұрислам Олжас Өмірбек Рамазан Санжар Темірлан Ұлан Үміт Шыңғыс Ырысбек"
    ),
    "russian": "Тимофей Матвей Егор Илья Никита Марк Даниил Роман Фёдор",
    "uzbek": "Сардор Жасур Тимур Алишер Дамир",
}
_GIRLS = {
    "kazakh": (
        "Әсем Айым Ақбота Аяулым Балнұр Гүлім Дильназ Еркежан Жансая Іңкәр Кәусар Қарақат Мөлдір "
        "Назерке Нұрай Перизат Самал Таңшолпан Томирис Ұлпан Шырын Ырыс"
    ),
    "russian": "Ксения Варвара Софья Милана Дарья Алёна Вероника Юлия",
    "uzbek": "Дилноза Малика Камиля Сабина Зарина",
}
_MOTHERS = {
    "kazakh": "Айгүл Ақмарал Әйгерім Бибігүл Гүлмира Динара Жанар Зәуре Қарлығаш Сәуле Үміт",
    "russian": "Анна Елена Ирина Марина Светлана Татьяна",
    "uzbek": "Гульнара Нигора Феруза Румия",
}
_FATHERS = {
    "kazakh": "Асқар Бақыт Ғани Қанат Марат Нұржан Серік Тоқтар",
    "russian": "Алексей Виктор Сергей Павел",
    "uzbek": "Рустам Фарид Шавкат",
}
_KAZAKH_PATRONYMICS = "Бекен Болат Ғалым Жұмабек Қайрат Мұрат Өмір Сапар Тілек"
_RUSSIAN_PATRONYMICS = (
    ("Александрович", "Александровна"),
    ("Иванович", "Ивановна"),
    ("Михайлович", "Михайловна"),
    ("Николаевич", "Николаевна"),
    ("Петрович", "Петровна"),
)
# Who has no list of given names shares one.
_GIVEN_LIKE = {"korean": "russian", "german": "russian", "uyghur": "uzbek", "tatar": "uzbek"}
# Whose family names are met in a class of this language, in tenths.
_CLASS_OF = {
    "kk": ("kazakh",) * 8 + ("uzbek", "uyghur"),
    "ru": ("russian",) * 4 + ("kazakh",) * 2 + ("korean", "german", "tatar", "uzbek"),
}


@dataclass(frozen=True, slots=True)
class Name:
    # In the form of men.
    family: str
    given: str
    is_female: bool
    origin: str = "kazakh"

    @property
    def family_name(self) -> str:
        return of_woman(self.family) if self.is_female else self.family


def of_woman(family: str) -> str:
    if family.endswith(("ов", "ев", "ёв", "ин")):
        return family + "а"
    return family.removesuffix("ұлы") + "қызы" if family.endswith("ұлы") else family


class Names:
    """Draws full names, each at most once in the school."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.taken: set[tuple[str, str]] = set()

    def reserve(self, name: Name) -> None:
        self.taken.add((name.family, name.given))

    def pupil(self, language: str) -> Name:
        while True:
            origin = self.chance.choice(_CLASS_OF[language])
            is_female = self.chance.random() < 0.5
            name = Name(
                family=self.chance.choice(_FAMILIES[origin].split()),
                given=self._given(_GIRLS if is_female else _BOYS, origin),
                is_female=is_female,
                origin=origin,
            )
            if (name.family, name.given) not in self.taken:
                self.reserve(name)
                return name

    def parent(self, child: Name, *, is_mother: bool) -> tuple[Name, str]:
        """The parent's name, and the patronymic as the school's list has it."""
        given = self._given(_MOTHERS if is_mother else _FATHERS, child.origin)
        name = Name(child.family, given, is_mother, child.origin)
        return name, self._patronymic(child.origin, is_mother)

    def _given(self, lists: dict[str, str], origin: str) -> str:
        return self.chance.choice(lists[_GIVEN_LIKE.get(origin, origin)].split())

    def _patronymic(self, origin: str, is_female: bool) -> str:
        if origin == "kazakh":
            root = self.chance.choice(_KAZAKH_PATRONYMICS.split())
            return root + ("қызы" if is_female else "ұлы")
        return self.chance.choice(_RUSSIAN_PATRONYMICS)[is_female]
