"""Items of every scored interaction as hypothesis draws them, and answers to them."""

import json

from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.content.schema.items import AnyItem

REASON = {"kk": "Себебі.", "ru": "Причина.", "en": "A reason."}


def text(name):
    return {"kk": f"{name} kk", "ru": f"{name} ru", "en": f"{name} en"}


def parts(draw, prefix, low, high, **fields):
    """So many named parts; `fields` are drawn for each."""
    number = draw(st.integers(low, high))
    made = []
    for at in range(number):
        more = {name: draw(values) for name, values in fields.items()}
        made.append({"id": f"{prefix}{at}", "text": text(f"{prefix}{at}"), **more})
    return made


def options(draw, low, high, keys):
    made = parts(draw, "o", low, high)
    right = draw(st.sets(st.sampled_from(range(len(made))), min_size=keys[0], max_size=keys[1]))
    return [one | {"right": at in right, "reason": REASON} for at, one in enumerate(made)]


def _choice(draw):
    return {"options": options(draw, 2, 6, (1, 1))}


def _multiple(draw):
    return {"options": options(draw, 3, 6, (1, 3))}


def _true_false(draw):
    return {"is_true": draw(st.booleans()), "reason": REASON}


def _order(draw):
    return {"steps": parts(draw, "s", 3, 5), "reason": REASON}


def _classify(draw):
    categories = parts(draw, "c", 2, 4)
    where = st.sampled_from([one["id"] for one in categories])
    entries = parts(draw, "e", 3, 5, category=where, reason=st.just(REASON))
    return {"categories": categories, "entries": entries}


def _match(draw):
    targets = parts(draw, "t", 2, 5)
    pairs = parts(draw, "p", 2, len(targets), reason=st.just(REASON))
    own = draw(st.permutations([one["id"] for one in targets]))
    return {
        "targets": targets,
        "pairs": [one | {"target": to} for one, to in zip(pairs, own, strict=False)],
    }


def _inline_choice(draw):
    gaps = []
    for at in range(draw(st.integers(1, 4))):
        choices = parts(draw, "o", 2, 4)
        right = draw(st.sampled_from(choices))["id"]
        gaps.append({"id": f"g{at}", "options": choices, "right": right, "reason": REASON})
    words = {locale: " ".join(f"{{{gap['id']}}}" for gap in gaps) for locale in REASON}
    return {"text": words, "gaps": gaps}


def _number(draw):
    value, tolerance = draw(st.integers(-50, 50)), draw(st.integers(0, 5))
    near = draw(st.none() | st.integers(tolerance + 1, tolerance + 5))
    ends = {"lowest": -100, "highest": 100, "reason": REASON}
    return {"value": value, "tolerance": tolerance, "near": near, **ends}


def _best_worst(draw):
    acts = parts(draw, "a", 3, 5, reason=st.just(REASON))
    best, worst, *_rest = draw(st.permutations([one["id"] for one in acts]))
    return {"acts": acts, "best": best, "worst": worst}


def _spot_signs(draw):
    fragments = parts(draw, "f", 3, 6, sign=st.booleans(), reason=st.just(REASON))
    fragments[0]["sign"] = True
    return {"medium": "chat", "fragments": fragments}


MAKERS = {
    "choice": _choice,
    "multiple-response": _multiple,
    "true-false": _true_false,
    "order": _order,
    "classify": _classify,
    "match": _match,
    "inline-choice": _inline_choice,
    "number": _number,
    "best-worst": _best_worst,
    "spot-signs": _spot_signs,
}


def document(interaction, own):
    head = {"id": "one", "version": 1, "objective": "ORD-6", "prompt": text("prompt")}
    return {**head, "interaction": interaction, **own}


def parsed(raw):
    return TypeAdapter(AnyItem).validate_json(json.dumps(raw))


@st.composite
def documents_of(draw, interaction):
    return document(interaction, MAKERS[interaction](draw))


def ids(values):
    return [one.id for one in values]


@st.composite
def responses(draw, item):
    """Any response that the form of this item can give."""
    return _RESPONSES[item.interaction](draw, item)


def _any_of(draw, known):
    """One of them, or nothing for who does not know."""
    return draw(st.just({}) | st.builds(lambda one: {"option": one}, st.sampled_from(known)))


def _some_of(draw, name, values):
    return {name: sorted(draw(st.sets(st.sampled_from(ids(values)), min_size=1)))}


def _placed(draw, item):
    where = st.sampled_from(ids(item.categories))
    return {"placed": {one.id: draw(where) for one in item.entries}}


def _paired(draw, item):
    targets = draw(st.permutations(ids(item.targets)))
    return {"pairs": dict(zip(ids(item.pairs), targets, strict=False))}


def _filled(draw, item):
    return {"gaps": {gap.id: draw(st.sampled_from(ids(gap.options))) for gap in item.gaps}}


def _extremes(draw, item):
    best, worst, *_rest = draw(st.permutations(ids(item.acts)))
    return {"best": best, "worst": worst}


_RESPONSES = {
    "choice": lambda draw, item: _any_of(draw, ids(item.options)),
    "true-false": lambda draw, _item: _any_of(draw, ["true", "false"]),
    "multiple-response": lambda draw, item: _some_of(draw, "options", item.options),
    "order": lambda draw, item: {"order": list(draw(st.permutations(ids(item.steps))))},
    "classify": _placed,
    "match": _paired,
    "inline-choice": _filled,
    "number": lambda draw, _item: {"number": draw(st.integers(-1000, 1000)) / 10},
    "best-worst": _extremes,
    "spot-signs": lambda draw, item: _some_of(draw, "marked", item.fragments),
}
