"""Drafts of a school bank as hypothesis draws them: what a file of questions can hold."""

from hypothesis import strategies as st

from app.bank import build
from app.bank.build import Choosable, Written
from app.bank.drafts import Draft, Place
from app.bank.gift import category_of

HERE = Place(1)
_SIGNS = st.sampled_from([*"~=#{}:\\%[]()->/+@'\"<>&;,.*_$|\t", "→", "[html]", "::", "####", "//"])
_LETTERS = st.sampled_from("абвәғқңөұүһіАӘҒҚabcXYZ019 «»–")


@st.composite
def words(draw, most=30):
    """Some text on one line, with all signs that formats give a meaning to."""
    pieces = draw(st.lists(st.one_of(_SIGNS, _LETTERS), min_size=1, max_size=most))
    text = " ".join("".join(pieces).split())
    return text or "сөз"


def written(text):
    return Written(text, HERE)


@st.composite
def _distinct(draw, low, high):
    """Different also without their case, and with an arrow in one way of writing."""
    return draw(
        st.lists(
            words(),
            min_size=low,
            max_size=high,
            unique_by=lambda one: " ".join(one.replace("->", "→").casefold().split()),
        )
    )


@st.composite
def _options(draw, low, high, right):
    texts = draw(_distinct(low, high))
    keys = draw(st.sets(st.sampled_from(range(len(texts))), min_size=right[0], max_size=right[1]))
    return [
        Choosable(written(text), at in keys, draw(st.just("") | words()))
        for at, text in enumerate(texts)
    ]


@st.composite
def _choice(draw):
    return build.choice(written(draw(words())), draw(_options(2, 6, (1, 1))))


@st.composite
def _multiple(draw):
    return build.multiple(written(draw(words())), draw(_options(3, 8, (1, 3))))


@st.composite
def _true_false(draw):
    reason = draw(st.just("") | words())
    return build.true_false(written(draw(words())), draw(st.booleans()), reason)


@st.composite
def _gap(draw):
    """Behind a gap at the very end GIFT sees a usual choice."""
    options = [Choosable(one.text, one.right) for one in draw(_options(2, 6, (1, 1)))]
    before, after = draw(st.just("") | words()), draw(words())
    spaced = draw(st.sampled_from([(f"{before} ", f" {after}"), (before, after)]))
    return build.gap(written(spaced[0]), spaced[1], options, draw(st.just("") | words()))


@st.composite
def _match(draw):
    left = draw(_distinct(2, 6))
    right = draw(_distinct(len(left), min(len(left) + 1, 7)))
    given = [(written(a), written(b)) for a, b in zip(left, right, strict=False)]
    given += [(written(""), written(b)) for b in right[len(left) :]]
    return build.pairs(written(draw(words())), given, [], draw(st.just("") | words()))


@st.composite
def _classify(draw):
    """Two entries at least share a group: else it is a match."""
    groups = draw(_distinct(2, 4))
    left = draw(_distinct(len(groups) + 1, 8))
    given = [(written(text), written(groups[at % len(groups)])) for at, text in enumerate(left)]
    return build.pairs(written(draw(words())), given, [], draw(st.just("") | words()))


_NUMBERS = st.integers(-5000, 5000).map(float) | st.sampled_from([0.5, -0.25, 3.75, 1000.125])


@st.composite
def _number(draw):
    value, tolerance = draw(_NUMBERS), draw(st.sampled_from([0.0, 0.5, 2.0]))
    near = draw(st.none() | st.sampled_from([3.0, 7.5]))
    far = [value + 20.0 * step for step in draw(st.sets(st.integers(1, 9), max_size=4))]
    return build.number(
        written(draw(words())),
        value,
        tolerance=tolerance,
        near=near,
        reason=draw(st.just("") | words()),
        slips=[(one, draw(st.just("") | words())) for one in sorted(far)],
    )


@st.composite
def _order(draw):
    steps = [written(text) for text in draw(_distinct(3, 7))]
    return build.order(written(draw(words())), steps, draw(st.just("") | words()))


ORDERS = _order()
GIFTABLE = st.one_of(
    _choice(), _multiple(), _true_false(), _gap(), _match(), _classify(), _number()
)


@st.composite
def drafts(draw, items):
    """A bank without doubles, in the order in which its files are written: by category."""
    categories = st.just("") | words().map(category_of)
    made, names = [], set()
    for item in draw(st.lists(items, min_size=1, max_size=4)):
        name = draw(words().filter(lambda one: one.casefold() not in names))
        names.add(name.casefold())
        made.append(Draft(name, draw(categories), item, 1))
    return sorted(made, key=lambda one: one.category)


def same(draft):
    """What counts of a draft: not the line at which its file has it."""
    return (draft.name, draft.category, draft.item)
