"""What holds for the marking of every item and every answer, whatever they are."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.demo import answers
from app.learning.marking import UNSURE_SHARE, credit, mark
from app.learning.responses import BadResponse, read_response, to_fields
from tests.interactions import ITEMS
from tests.item_strategies import document, documents_of, ids, parsed, responses

FAST = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
SCORED = sorted(set(ITEMS) - {"likert", "norm-guess", "recall", "self-report"})


def judged(item, response):
    """What of the response is right, and what of it is wrong, said once more and otherwise."""
    right, wrong = _JUDGED[item.interaction](item, response)
    return set(right), set(wrong)


def _of_marked(keys, chosen):
    return set(chosen) & set(keys), set(chosen) - set(keys)


def _neighbours(item, response):
    wanted = set(pairwise(ids(item.steps)))
    return wanted & set(pairwise(response["order"])), ()


def _distances(item, response):
    distance = abs(response["number"] - item.value)
    reaches = {"near": item.near or item.tolerance, "right": item.tolerance}
    return [name for name, far in reaches.items() if distance <= far], ()


_JUDGED = {
    "choice": lambda i, r: ([o.id for o in i.options if o.right and o.id == r.get("option")], ()),
    "true-false": lambda i, r: ([i.key] if r.get("option") == i.key else [], ()),
    "multiple-response": lambda i, r: _of_marked(
        [o.id for o in i.options if o.right], r["options"]
    ),
    "order": _neighbours,
    "classify": lambda i, r: ([e.id for e in i.entries if r["placed"][e.id] == e.category], ()),
    "match": lambda i, r: ([p.id for p in i.pairs if r["pairs"][p.id] == p.target], ()),
    "inline-choice": lambda i, r: ([g.id for g in i.gaps if r["gaps"][g.id] == g.right], ()),
    "number": _distances,
    "best-worst": lambda i, r: ([n for n in ("best", "worst") if r[n] == getattr(i, n)], ()),
    "spot-signs": lambda i, r: _of_marked([f.id for f in i.fragments if f.sign], r["marked"]),
}


each = pytest.mark.parametrize("interaction", SCORED)


@each
def test_every_answer_has_a_mark_between_none_and_all(interaction):
    @FAST
    @given(st.data())
    def holds(data):
        item = parsed(data.draw(documents_of(interaction)))
        got = mark(item, data.draw(responses(item)))
        assert 0 <= got.score <= 1
        assert set(got.misconceptions) <= item.misconceptions

    holds()


@each
def test_the_key_is_all_and_only_what_is_as_good_as_the_key_is_all(interaction):
    @FAST
    @given(st.data())
    def holds(data):
        item = parsed(data.draw(documents_of(interaction)))
        key = answers.right(item)
        assert mark(item, key).score == 1
        response = data.draw(responses(item))
        is_as_good = judged(item, response) == judged(item, key)
        assert mark(item, response).is_right == is_as_good

    holds()


@each
def test_more_right_and_less_wrong_is_never_worth_less(interaction):
    @FAST
    @given(st.data())
    def holds(data):
        item = parsed(data.draw(documents_of(interaction)))
        one, other = data.draw(responses(item)), data.draw(responses(item))
        for worse, better in ((one, other), (other, one), (one, answers.right(item))):
            (few, many_errors), (more, few_errors) = judged(item, worse), judged(item, better)
            if few <= more and few_errors <= many_errors:
                assert mark(item, worse).score <= mark(item, better).score

    holds()


LISTS = ("options", "categories", "entries", "targets", "pairs", "gaps", "acts", "fragments")


@each
def test_the_order_of_what_is_offered_changes_no_mark(interaction):
    @FAST
    @given(st.data())
    def holds(data):
        raw = data.draw(documents_of(interaction))
        mixed = {
            name: data.draw(st.permutations(value)) if name in LISTS else value
            for name, value in raw.items()
        }
        response = data.draw(responses(parsed(raw)))
        one, other = mark(parsed(raw), response), mark(parsed(mixed), response)
        assert one.score == other.score
        assert set(one.misconceptions) == set(other.misconceptions)

    holds()


def turned(value):
    """Each text in another language; what is not a text stays."""
    if isinstance(value, dict):
        if set(value) == {"kk", "ru", "en"}:
            return {"kk": value["en"], "ru": value["kk"], "en": value["ru"]}
        return {name: turned(one) for name, one in value.items()}
    return [turned(one) for one in value] if isinstance(value, list) else value


@each
def test_the_language_changes_no_mark(interaction):
    @FAST
    @given(st.data())
    def holds(data):
        raw = data.draw(documents_of(interaction))
        response = data.draw(responses(parsed(raw)))
        assert mark(parsed(raw), response) == mark(parsed(turned(raw)), response)

    holds()


@each
def test_an_answer_survives_the_way_through_the_form(interaction):
    @FAST
    @given(st.data())
    def holds(data):
        item = parsed(data.draw(documents_of(interaction)))
        response = data.draw(responses(item))
        certainty = "dont-know" if response == {} else None
        assert read_response(item, to_fields(response), certainty) == response

    holds()


@pytest.mark.parametrize("interaction", sorted(ITEMS))
def test_whatever_a_form_sends_is_an_answer_or_refused(interaction):
    raw = document(interaction, ITEMS[interaction])
    item = parsed(raw)
    real = answers.right(item) if item.is_scored else {}
    names = sorted({*to_fields(real), "answer", "answers", "guess", "agree-i-ask", "recalled"})
    values = st.text(max_size=20) | st.sampled_from(["true", "1", "16", "ask", "yes", ""])

    @FAST
    @given(st.dictionaries(st.sampled_from(names), st.lists(values, max_size=3)))
    def holds(fields):
        try:
            response = read_response(item, fields)
        except BadResponse:
            return
        score = mark(item, response).score
        assert score is None or 0 <= score <= 1
        assert read_response(item, to_fields(response)) == response

    holds()


@FAST
@given(
    st.none() | st.floats(0, 1),
    st.sampled_from([None, "sure", "unsure", "dont-know"]),
    st.floats(0, 1),
)
def test_certainty_never_lifts_an_answer_above_its_score(score, certainty, honest):
    earned = credit(score, certainty, honest_share=honest)
    if score is None:
        assert earned is None
    elif certainty == "dont-know":
        assert earned == honest
    else:
        assert score * UNSURE_SHARE <= earned <= score
