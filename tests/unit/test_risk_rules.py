"""Both families of rules: curriculum plan §2 and domain/safeguarding.md §8."""

import datetime as dt
import itertools
import random

import pytest

from app.core import clock
from app.risk import rules
from app.risk.cards import CARD_OF, CARDS
from app.risk.rules import RightAnswer, SureError

START = clock.at(dt.date(2026, 10, 5), 10)


def day(number, hour=10):
    return clock.at(dt.date(2026, 10, 5) + dt.timedelta(days=number), hour)


def error(number, lesson="L21", *, review=False, item=None):
    return SureError(
        attempt_id=f"{lesson}-{number}-{review}",
        misconception="M-CARD-MINE",
        item_id=item or f"item-{lesson}-{number}",
        lesson_id=lesson,
        is_review=review,
        at=day(number),
    )


# --- T-SURE --------------------------------------------------------------------------------

TWO_PLACES = {
    "two lessons": [error(0, "L21"), error(9, "L24")],
    "a lesson and its review": [error(0), error(3, review=True)],
    "a review and another lesson": [error(0, review=True), error(1, "L24")],
    "two errors of one lesson, then another": [error(0), error(1), error(2, "L13")],
    "sixty days apart": [error(0), error(60, "L24")],
}
ONE_PLACE = {
    "nothing": [],
    "one error": [error(0)],
    "one lesson twice": [error(0), error(4)],
    "reviews only": [error(0, review=True), error(8, "L24", review=True)],
    "more than sixty days apart": [error(0), error(61, "L24")],
}


@pytest.mark.parametrize("errors", TWO_PLACES.values(), ids=TWO_PLACES)
def test_a_belief_held_surely_in_two_places_is_found(errors):
    finding = rules.find_sure(errors, errors[-1].at)
    assert finding is not None
    assert finding.misconception == "M-CARD-MINE"
    assert finding.occasion == errors[-1].attempt_id
    assert len({one.place for one in finding.evidence}) == 2
    assert finding.evidence[0].at < finding.evidence[1].at
    assert (finding.rule, finding.rule_version) == ("T-SURE", 1)


@pytest.mark.parametrize("errors", ONE_PLACE.values(), ids=ONE_PLACE)
def test_a_belief_shown_in_one_place_is_not(errors):
    assert rules.find_sure(errors, errors[-1].at if errors else START) is None


def test_the_finding_does_not_depend_on_the_order_of_the_facts():
    errors = [error(0), error(2), error(5, "L24"), error(7, review=True)]
    occasions = {
        rules.find_sure(shuffled, day(8)).occasion for shuffled in itertools.permutations(errors)
    }
    assert occasions == {"L24-5-False"}


def test_later_errors_do_not_move_the_occasion():
    """The same card, however often the rule runs over a growing history."""
    source = random.Random(21)
    for _ in range(200):
        errors = [
            error(number, source.choice(["L13", "L21", "L24"]), review=source.random() < 0.3)
            for number in sorted(source.sample(range(40), 6))
        ]
        found = [rules.find_sure(errors[:seen], day(45)) for seen in range(7)]
        occasions = [one.occasion for one in found if one]
        assert len(set(occasions)) <= 1
        assert [one is not None for one in found] == sorted(one is not None for one in found)


def test_adults_see_a_card_two_weeks_after_the_pupil():
    assert rules.visible_from(day(0)) == dt.date(2026, 10, 19)
    late_evening = clock.at(dt.date(2026, 10, 5), 23, 30)
    assert rules.visible_from(late_evening) == dt.date(2026, 10, 19)


# --- clearing ------------------------------------------------------------------------------


def cleared(*rights):
    return rules.is_cleared(
        [RightAnswer(item, at) for item, at in rights],
        opened_at=day(0),
        failed_items=frozenset({"failed-1", "failed-2"}),
    )


def test_two_right_answers_three_days_apart_clear_a_card():
    assert cleared(("failed-1", day(1)), ("other", day(4)))
    assert cleared(("other", day(1)), ("failed-1", day(4)))
    assert cleared(("other", day(1)), ("other", day(9)))


def test_days_count_not_hours():
    assert cleared(("other", day(1, hour=18)), ("failed-1", day(4, hour=9)))


@pytest.mark.parametrize(
    "rights",
    [
        (),
        (("other", day(4)),),
        (("other", day(1)), ("another", day(1))),
        (("other", day(1)), ("another", day(3))),
        (("failed-1", day(1)), ("failed-2", day(4))),
        (("other", day(-3)), ("another", day(2))),
        (("other", day(0)), ("another", day(3))),
    ],
    ids=[
        "none",
        "one",
        "one day",
        "two days apart",
        "only the failed items",
        "before the card",
        "at the moment of the card",
    ],
)
def test_less_practice_clears_nothing(rights):
    assert not cleared(*rights)


# --- the class -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holders", "pupils", "shared"),
    [(0, 0, False), (3, 3, False), (9, 9, False), (2, 10, False), (4, 10, False), (5, 10, True)],
)
def test_what_more_than_two_fifths_share_belongs_to_the_class(holders, pupils, shared):
    assert rules.belongs_to_the_class(holders, pupils) is shared


@pytest.mark.parametrize(
    ("holders", "pupils", "spoken_of"),
    [(0, 0, False), (3, 3, False), (9, 9, False), (2, 10, False), (3, 10, True), (3, 30, True)],
)
def test_a_talk_is_for_a_class_in_which_it_names_nobody(holders, pupils, spoken_of):
    assert rules.may_be_talked_about(holders, pupils) is spoken_of


def test_what_becomes_no_card_is_always_talked_about():
    """Otherwise nobody would ever practise it."""
    for pupils in range(40):
        for holders in range(pupils + 1):
            if rules.belongs_to_the_class(holders, pupils):
                assert rules.may_be_talked_about(holders, pupils)


# --- safety signals ------------------------------------------------------------------------


def of(kind="talk", topic="other", wish=None, frequency=None, addressed=False, signs=()):
    """A disclosure is on the card of bullying, unless the kind names another one."""
    is_card = kind == "disclosure" or kind in CARDS
    finding = rules.of_help_request(
        kind="disclosure" if is_card else kind,
        topic=topic,
        wish=wish,
        frequency=frequency,
        has_addressee=addressed,
        card=(kind if kind in CARDS else "D4") if is_card else None,
        signs=signs,
    )
    return finding.rule, finding.severity, finding.told_roles


PSYCHOLOGIST = ("psychologist",)

REQUESTS = [
    ({"kind": "danger"}, ("H1", 4, ("psychologist", "lead", "deputy"))),
    ({"kind": "danger", "topic": "friend"}, ("H1", 4, ("psychologist", "lead", "deputy"))),
    ({"topic": "bullied"}, ("H2", 2, PSYCHOLOGIST)),
    ({"topic": "online"}, ("H2", 2, PSYCHOLOGIST)),
    ({"topic": "money"}, ("H2", 2, PSYCHOLOGIST)),
    ({"topic": "drugs"}, ("H2", 2, PSYCHOLOGIST)),
    ({"topic": "friend"}, ("H2", 2, PSYCHOLOGIST)),
    ({"topic": "other"}, ("H2", 2, PSYCHOLOGIST)),
    ({"topic": "home"}, ("H2", 3, ("psychologist", "lead"))),
    ({"topic": "low"}, ("H2", 3, ("psychologist", "lead"))),
    ({"topic": "adult"}, ("H2", 3, ("lead",))),
    ({"topic": "bullied", "addressed": True}, ("H2", 2, ())),
    ({"topic": "low", "addressed": True}, ("H2", 3, ())),
]
BY_WISH = [
    ("contact-me", None, ("H2", 2, PSYCHOLOGIST)),
    ("contact-me", "once", ("H2", 2, PSYCHOLOGIST)),
    ("contact-me", "sometimes", ("H2", 2, PSYCHOLOGIST)),
    ("contact-me", "monthly", ("D4", 2, PSYCHOLOGIST)),
    ("contact-me", "weekly", ("D4", 2, PSYCHOLOGIST)),
    ("not-safe", None, ("D4", 3, PSYCHOLOGIST)),
    ("not-safe", "once", ("D4", 3, PSYCHOLOGIST)),
    ("not-safe", "weekly", ("D4", 3, PSYCHOLOGIST)),
]


@pytest.mark.parametrize(("said", "expected"), REQUESTS)
def test_a_request_is_graded_by_what_the_child_says(said, expected):
    assert of(**said) == expected


SPECIALISTS = ("psychologist", "lead")
MARKED = [
    ("D1", (), (3, SPECIALISTS)),
    ("D1", ("hit",), (3, SPECIALISTS)),
    ("D1", ("hit", "today"), (4, SPECIALISTS)),
    ("D1", ("afraid-home",), (4, SPECIALISTS)),
    ("D2", ("shamed",), (3, ("lead",))),
    ("D2", ("touched",), (4, ("lead",))),
    ("D3", (), (4, SPECIALISTS)),
    ("D4", ("injured",), (3, PSYCHOLOGIST)),
    ("D5", (), (1, PSYCHOLOGIST)),
    ("D6", ("tried",), (2, PSYCHOLOGIST)),
    ("D6", ("carrying",), (3, SPECIALISTS)),
    ("D7", ("wish-to-die",), (3, SPECIALISTS)),
    ("D7", ("plan",), (4, SPECIALISTS)),
]


@pytest.mark.parametrize(("card", "signs", "expected"), MARKED)
def test_a_card_is_as_grave_as_what_is_marked(card, signs, expected):
    rule, severity, told = of(kind=card, wish="contact-me", signs=signs)
    assert (rule, (severity, told)) == (card, expected)


@pytest.mark.parametrize("card", CARDS)
def test_marking_more_never_makes_a_card_less_grave(card):
    signs = CARD_OF[card].signs
    for size in range(len(signs) + 1):
        for some in itertools.combinations(signs, size):
            fewer = of(kind=card, wish="contact-me", signs=some[:-1])
            assert of(kind=card, wish="contact-me", signs=some)[1] >= fewer[1]
            assert of(kind=card, wish="not-safe", signs=some)[1] >= 3


def test_only_where_nobody_is_left_in_danger_a_card_stays_private():
    assert [card for card in CARDS if CARD_OF[card].may_stay_private] == ["D4"]


def test_the_class_teacher_is_never_among_those_who_are_told():
    for card in CARD_OF.values():
        for severity in (1, 2, 3, 4):
            assert not {"teacher", "parent"} & set(card.told(severity))


@pytest.mark.parametrize(("wish", "frequency", "expected"), BY_WISH)
def test_a_disclosure_card_is_graded_by_wish_and_frequency(wish, frequency, expected):
    assert of("disclosure", "bullied", wish, frequency) == expected


@pytest.mark.parametrize("frequency", ["once", "sometimes", "monthly", "weekly"])
def test_asking_on_a_card_is_always_answered(frequency):
    assert of("disclosure", "bullied", "contact-me", frequency)[1] >= 2


@pytest.mark.parametrize(
    ("kind", "urgent", "expected"),
    [
        ("staff", False, ("P1", 2, ("lead", "psychologist"))),
        ("staff", True, ("P1", 3, ("lead", "psychologist"))),
        ("parent", False, ("P2", 2, PSYCHOLOGIST)),
        ("parent", True, ("P2", 2, PSYCHOLOGIST)),
    ],
)
def test_a_concern_goes_to_specialists(kind, urgent, expected):
    finding = rules.of_concern(kind=kind, is_urgent=urgent)
    assert (finding.rule, finding.severity, finding.told_roles) == expected


def test_no_rule_ever_tells_a_parent_a_pupil_or_a_class_teacher_by_itself():
    kinds = ["danger", "talk", "disclosure"]
    topics = ["bullied", "online", "money", "drugs", "home", "adult", "low", "friend", "other"]
    wishes = [None, "contact-me", "not-safe"]
    often = [None, "once", "sometimes", "monthly", "weekly"]
    for kind, topic, wish, frequency in itertools.product(kinds, topics, wishes, often):
        for addressed in (True, False):
            _, severity, told = of(kind, topic, wish, frequency, addressed)
            assert 2 <= severity <= 4
            assert set(told) <= {"psychologist", "lead", "deputy"}
