"""Requests and concerns of the demo school, and what adults did with them.

The psychologist has one case at each stage and a closed one; a class teacher has a request that
a child addressed to her. One deadline is missed: the way up the ladder is part of the picture.
"""

from app.demo.calendar import Term
from app.demo.cases import Story
from app.demo.school import School

PSYCHOLOGIST = "ainur"


def tell_all(school: School, term: Term) -> None:
    """The earliest first."""
    for tell in (
        friends_made_up,
        does_not_want_to_school,
        bullied,
        alone_at_breaks,
        teacher_is_asked,
        stranger_in_a_game,
    ):
        tell(Story(school, term, tell.__name__))


def friends_made_up(story: Story) -> None:
    """H2, closed: the pupil says that it got better."""
    with story.on(32, 15, 10):
        story.child_asks(
            "inju",
            kind="talk",
            topic="friend",
            words="Жақын құрбыммен ренжісіп қалдық, екі апта сөйлескен жоқпыз. Ақылдасқым келеді.",
        )
    with story.on(32, 16, 5):
        story.opened_by(PSYCHOLOGIST).take()
    with story.on(31, 11, 30):
        case = story.opened_by(PSYCHOLOGIST)
        case.talked()
        case.triage(
            "other",
            "Түсініспеушілік. Екеуі де татуласқысы келеді.",
            home_is_safe=True,
            safe_contact="Үлкен үзілісте психолог кабинетінде.",
        )
        case.plan("Екеуімен бірге сөйлесу", story.term.back(28))
    with story.on(28, 13):
        case = story.opened_by(PSYCHOLOGIST)
        case.finish_first_task()
        case.observe("Екеуі сөйлесті, бір-бірінен кешірім сұрады.", story.term.back(20))
    with story.on(20, 12, 40):
        story.opened_by(PSYCHOLOGIST).close("Оқушының сөзі: «Қазір бәрі жақсы, бірге жүреміз».")


def does_not_want_to_school(story: Story) -> None:
    """P2 of a parent, under observation."""
    with story.on(17, 14, 20):
        story.adult_worries(
            "raushan",
            "aisha",
            kind="parent",
            facts="Соңғы екі аптада таңертең мектепке барғысы келмейді, себебін айтпайды.",
        )
    with story.on(17, 15, 30):
        story.opened_by(PSYCHOLOGIST).take()
    with story.on(15, 10, 15):
        case = story.opened_by(PSYCHOLOGIST)
        case.talked()
        case.note("Жаңа орнымнан тақта көрінбейді, айтуға ұяламын.", kind="child-words")
        case.triage(
            "learning",
            "Себебі – сыныптағы орын. Ешкім ренжітпейді.",
            home_is_safe=True,
            safe_contact="Сабақтан кейін сыныпта.",
        )
        case.plan("Сынып жетекшісімен орын туралы келісу", story.term.back(12))
    with story.on(12, 12):
        story.opened_by(PSYCHOLOGIST).finish_first_task()
    with story.on(4, 13, 20):
        story.opened_by(PSYCHOLOGIST).observe(
            "Алдыңғы қатарда отыр, мектепке өз еркімен келеді. Тағы бір апта бақылаймыз.",
            story.term.ahead(5),
        )


def bullied(story: Story) -> None:
    """D4 after the lesson on bullying; the child lets the class teacher know. Help has begun."""
    with story.on(8, 20, 30):
        story.child_asks(
            "katya",
            kind="disclosure",
            card="D4",
            topic="bullied",
            wish="contact-me",
            frequency="weekly",
            teacher_may_know=True,
            call_quietly=True,
            lesson_id="L08",
            words="Двое прячут мой рюкзак и не дают сесть рядом. Хочу, чтобы это прекратилось.",
            safe_contact="На большой перемене у библиотеки.",
        )
    with story.on(7, 8, 40):
        story.opened_by(PSYCHOLOGIST).take()
    _begin_to_help(story)
    with story.on(6, 13, 5):
        story.opened_by("irina").note("Места в классе поменяли, рюкзаки хранятся в шкафу.")
    with story.on(6, 14):
        story.opened_by(PSYCHOLOGIST).answer(
            "Спасибо, что написала. Завтра на большой перемене я буду в библиотеке. "
            "Что им говорить, решим вместе."
        )
    with story.on(6, 19, 20):
        story.child_writes_more("katya", "Хорошо, приду. Только не говорите при классе.")
    with story.on(5, 12, 30):
        case = story.opened_by(PSYCHOLOGIST)
        case.talked()
        case.finish_first_task()
        case.note("Оба сказали, что не думали, как это выглядит со стороны.")
    with story.on(3, 9, 50):
        story.opened_by(PSYCHOLOGIST).print()
    with story.on(3, 15, 30):
        story.opened_by("yerlan")  # stands in, and looks how it goes
    with story.on(2, 20):
        story.keeps_for_themself("kamil", "D4")


def _begin_to_help(story: Story) -> None:
    with story.on(7, 11, 20):
        case = story.opened_by(PSYCHOLOGIST)
        case.talked()
        case.note("«Каждую неделю, обычно после физкультуры».", kind="child-words")
        case.triage(
            "bullying",
            "Повторяется, силы не равны.",
            home_is_safe=True,
            safe_contact="На большой перемене у библиотеки.",
        )
        case.plan("Поговорить с каждым из двоих отдельно", story.term.back(5))
        case.plan("Дежурный взрослый у раздевалки после физкультуры", story.term.ahead(2))
        case.plan("Встреча с ребёнком: стало ли лучше", story.term.ahead(3))
        case.bring_in(story.school.adult("zhanna"))


def alone_at_breaks(story: Story) -> None:
    """P1 of a class teacher, taken; the talk with the child is overdue and has climbed."""
    with story.on(4, 12, 50):
        story.adult_worries(
            "baglan",
            "miras",
            kind="staff",
            told_in_person=True,
            facts="Үш күн бойы үзілісте терезе жанында жалғыз тұрды, сабаққа екі рет кешікті.",
            child_words="Ештеңе емес, шаршап жүрмін.",
        )
    with story.on(4, 14, 30):
        story.opened_by(PSYCHOLOGIST).take()
    with story.on(2, 10, 10):
        story.opened_by(PSYCHOLOGIST).note("Кеше де, бүгін де келмеді. Әңгіме кейінге қалды.")
    with story.on(2, 17, 5):
        pass  # closing time: the deadline passes


def teacher_is_asked(story: Story) -> None:
    """H2 addressed to the class teacher: nobody else reads it."""
    with story.on(1, 15, 40):
        story.child_asks(
            "aruzhan",
            kind="talk",
            topic="online",
            addressed_to_id=story.school.adult("gulnar").id,
            words="Топтық чатта бір қызды жиі мазақ етеді. Үндемей отыру ұят сияқты. Не істейін?",
        )


def stranger_in_a_game(story: Story) -> None:
    """H2 to the psychologist, not to the class teacher: new, to be seen today."""
    with story.on(1, 16, 20):
        story.child_asks(
            "polina",
            kind="talk",
            topic="online",
            not_these=frozenset({story.school.adult("olga").id}),
            words="В игре незнакомый человек зовёт в другой чат и просит молчать. Мне не по себе.",
            safe_contact="После уроков, кабинет психолога.",
        )
