"""Who is told, over ten thousand random schools: the one pure function that decides it."""

import random

import pytest

from app.casework import anonymous
from app.people.roles import CASE_WORKERS
from app.risk import rules
from app.risk.cards import CARD_OF, CARDS
from app.wellbeing.anonymous import ABOUT_ROLES
from app.wellbeing.models import TOPICS

SCHOOLS = 10_000


def random_workers(source):
    """Some roles several times, some not at all; a lone rural school has two or three people."""
    size = source.choice([0, 1, 2, 3, 6, 12, 25])
    ids = source.sample(range(1, 1000), size)
    return {one: str(source.choice(CASE_WORKERS)) for one in ids}


def random_finding(source):
    kind = source.choice(["danger", "talk", "disclosure", "staff", "parent"])
    if kind in ("staff", "parent"):
        return rules.of_concern(kind=kind, is_urgent=source.random() < 0.3)
    card = source.choice(CARDS) if kind == "disclosure" else None
    signs = CARD_OF[card].signs if card else ()
    finding = rules.of_help_request(
        kind=kind,
        topic=source.choice(TOPICS),
        wish=source.choice(["contact-me", "not-safe"]) if card else None,
        frequency=source.choice([None, "once", "weekly"]) if card == "D4" else None,
        has_addressee=False,
        card=card,
        signs=source.sample(signs, source.randint(0, len(signs))),
    )
    return rules.with_words(finding, severity=source.choice([0, 0, 3, 4]))


@pytest.fixture(scope="module")
def schools():
    """Workers, a finding, whom the child has chosen and who is excluded, by a fixed seed."""
    source = random.Random(20261124)
    drawn = []
    for _ in range(SCHOOLS):
        workers = random_workers(source)
        people = [*workers, 5000, 5001]  # guardians and others who do not work here
        excluded = frozenset(source.sample(people, source.randint(0, len(people))))
        chosen = [source.choice([None, *people]) for _ in range(2)]
        drawn.append((workers, random_finding(source), chosen, excluded))
    return drawn


def told(school):
    workers, finding, chosen, excluded = school
    return rules.recipients(finding, workers=workers, chosen=chosen, excluded=excluded)


def test_nobody_who_is_excluded_is_ever_told(schools):
    for school in schools:
        assert not set(told(school)) & school[3]


def test_nobody_from_outside_the_school_is_ever_told(schools):
    for school in schools:
        assert set(told(school)) <= set(school[0])


def test_whoever_can_be_reached_is_reached(schools):
    """Empty only where every specialist, deputy and head is excluded or missing."""
    empty = 0
    for school in schools:
        workers, _finding, _chosen, excluded = school
        free = {role for one, role in workers.items() if one not in excluded}
        if not told(school):
            assert not free & set(rules.LADDER)
            empty += 1
    assert 0 < empty < SCHOOLS  # the schools are drawn so that both happen


def test_the_roles_of_the_rule_are_told_wherever_they_are_free(schools):
    for school in schools:
        workers, finding, _chosen, excluded = school
        wanted = {
            one
            for one, role in workers.items()
            if role in finding.told_roles and one not in excluded
        }
        assert wanted <= set(told(school))


def test_the_same_school_always_gives_the_same_people(schools):
    assert [told(school) for school in schools[:500]] == [told(school) for school in schools[:500]]


@pytest.mark.parametrize("about", [None, *ABOUT_ROLES])
def test_what_is_told_without_a_name_never_reaches_the_role_that_it_is_about(about):
    roles = anonymous.told_roles(about)
    assert about not in roles
    assert roles
    assert len(roles) == len(set(roles))
