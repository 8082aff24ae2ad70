"""Files to write over: one question of each kind, in the teacher's language. Pure."""

from app.bank import build
from app.bank.build import Choosable, Written
from app.bank.drafts import Draft, Place
from app.content.schema.items import AnyItem
from app.core.i18n import Locale

_TEXTS: dict[Locale, dict[str, str]] = {
    "kk": {
        "category": "Құқық/Көмек",
        "line": "Балаларға арналған көмек желісінің нөмірі қандай?",
        "why": "111 – тәулік бойы, тегін.",
        "not-police": "Бұл – полиция.",
        "whom": "Қорыққанда кімге айтуға болады?",
        "parents": "ата-анама",
        "psychologist": "мектеп психологына",
        "nobody": "ешкімге",
        "alone": "Жалғыз қалсаң, қиынырақ болады.",
        "secret": "Құпиясөзді досыңа айтуға болады.",
        "key": "Құпиясөз – тек сенікі.",
        "before": "Баланың құқығын ",
        "after": " қорғайды.",
        "ombudsman": "балалар омбудсмені",
        "seller": "дүкенші",
        "where": "Кім неге жауап береді?",
        "fire": "өрт",
        "illness": "ауру",
        "steps": "Сені ренжіткен хабарламамен не істейсің? Ретімен қой.",
        "save": "скриншот жасау",
        "block": "бұғаттау",
        "tell": "үлкенге айту",
        "age": "Балалар желісінің соңғы екі таңбасы қандай сан?",
    },
    "ru": {
        "category": "Право/Помощь",
        "line": "Какой номер у детской линии помощи?",
        "why": "111 – круглосуточно и бесплатно.",
        "not-police": "Это полиция.",
        "whom": "Кому можно сказать, если тебе страшно?",
        "parents": "родителям",
        "psychologist": "школьному психологу",
        "nobody": "никому",
        "alone": "В одиночку труднее.",
        "secret": "Пароль можно сказать другу.",
        "key": "Пароль только твой.",
        "before": "Права ребёнка защищает ",
        "after": ".",
        "ombudsman": "детский омбудсмен",
        "seller": "продавец",
        "where": "Кто за что отвечает?",
        "fire": "пожар",
        "illness": "болезнь",
        "steps": "Пришло обидное сообщение. Поставь шаги по порядку.",
        "save": "сделать снимок экрана",
        "block": "заблокировать",
        "tell": "рассказать взрослому",
        "age": "Какое число образуют две последние цифры детской линии?",
    },
    "en": {
        "category": "Rights/Help",
        "line": "What is the number of the children's helpline?",
        "why": "111 – day and night, free.",
        "not-police": "This is the police.",
        "whom": "Whom can you tell when you are afraid?",
        "parents": "my parents",
        "psychologist": "the school psychologist",
        "nobody": "nobody",
        "alone": "Alone it is harder.",
        "secret": "You may tell a friend your password.",
        "key": "A password is yours alone.",
        "before": "The rights of a child are protected by ",
        "after": ".",
        "ombudsman": "the children's ombudsman",
        "seller": "the shop assistant",
        "where": "Who answers for what?",
        "fire": "fire",
        "illness": "illness",
        "steps": "A hurtful message has come. Put the steps in order.",
        "save": "take a screenshot",
        "block": "block the sender",
        "tell": "tell an adult",
        "age": "Which number do the last two digits of the children's helpline make?",
    },
}


def template(language: Locale) -> list[Draft]:
    texts = _TEXTS[language]
    items = _items({name: Written(text, Place(1)) for name, text in texts.items()}, texts)
    return [Draft(f"{at}", texts["category"], item, at) for at, item in enumerate(items, 1)]


def _items(w: dict[str, Written], texts: dict[str, str]) -> list[AnyItem]:
    line, police = Written("111", Place(1)), Written("102", Place(1))
    numbers = [Choosable(line, True, texts["why"]), Choosable(police, False, texts["not-police"])]
    people = [
        Choosable(w["parents"], True),
        Choosable(w["psychologist"], True),
        Choosable(w["nobody"], False, texts["alone"]),
    ]
    words = [Choosable(w["ombudsman"], True), Choosable(w["seller"], False)]
    fire, illness = Written("101", Place(1)), Written("103", Place(1))
    return [
        build.choice(w["line"], numbers),
        build.multiple(w["whom"], people),
        build.true_false(w["secret"], False, texts["key"]),
        build.gap(w["before"], texts["after"], words),
        build.pairs(w["where"], [(fire, w["fire"]), (illness, w["illness"])], [], ""),
        build.order(w["steps"], [w["save"], w["block"], w["tell"]], ""),
        build.number(w["age"], 11, reason=texts["why"], slips=[(12, "")]),
    ]
