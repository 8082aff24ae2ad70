"""What stands between the braces of a GIFT question, as a typed item. Pure."""

import re

from app.bank import build
from app.bank.build import Choosable, Written
from app.bank.drafts import Refused
from app.bank.gift_signs import Piece, cut, split_at
from app.bank.texts import HasPicture, format_of, one_line, words_of
from app.content.schema.items import AnyItem

_TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(#.*)?", re.IGNORECASE | re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d{1,12}(?:[.,]\d{1,12})?)%")
_NUMBER = r"\s*([-+]?\d{1,12}(?:[.,]\d{1,12})?)\s*"
_WITHIN = re.compile(rf"{_NUMBER}(?::{_NUMBER})?")
_RANGE = re.compile(rf"{_NUMBER}\.\.{_NUMBER}")
# As many decimals as a number may have: what halving a range adds beyond them is no digit of it.
_DECIMALS = 12
FULL, HALF, NOTHING = 100.0, 50.0, 0.0


class _Reader:
    """One question: its format, and what could not be kept of it."""

    def __init__(self, stem: Piece) -> None:
        self.format, text = format_of(stem.text)
        self.stem = stem.after(len(stem.text) - len(text))
        self.notices: list[str] = []

    def words(self, piece: Piece) -> str:
        """A piece may name a format of its own."""
        own, text = format_of(piece.text)
        return self._words(piece.after(len(piece.text) - len(text)), own or self.format)

    def _words(self, piece: Piece, written_in: str) -> str:
        plain = piece.plain()
        try:
            words = words_of(plain, written_in)
        except HasPicture:
            raise Refused(piece.place, "picture") from None
        if words != plain:
            self.note("formatting")
        return words

    def question(self) -> Written:
        """Its format stands before it: another one behind that is text."""
        return Written(self._words(self.stem, self.format), self.stem.place)

    def written(self, piece: Piece) -> Written:
        return Written(self.words(piece), piece.place)

    def note(self, code: str) -> None:
        if code not in self.notices:
            self.notices.append(code)


def item(stem: Piece, body: Piece, after: Piece) -> tuple[AnyItem, list[str]]:
    reader = _Reader(stem)
    answers, general_sign, told = cut(body, "####")
    general = one_line(reader.words(told)) if general_sign else ""
    return _item(reader, answers, after, general), reader.notices


def _item(reader: _Reader, answers: Piece, after: Piece, general: str) -> AnyItem:
    words = answers.text.strip()
    if not words:
        raise Refused(answers.place, "essay")
    if words.startswith("#"):
        return _number(reader, answers.stripped().after(1), general)
    if _TRUTH.fullmatch(words):
        return _true_false(reader, answers.stripped(), general)
    before, *parts = split_at(answers, "=~")
    if before[1].text.strip():
        raise Refused(before[1].place, "no-sign")
    if all(sign == "=" for sign, _part in parts) and any("->" in one.text for _, one in parts):
        return _pairs(reader, [part for _sign, part in parts], general)
    return _choice(reader, parts, after, general)


def _true_false(reader: _Reader, answers: Piece, general: str) -> AnyItem:
    """Feedback comes first for the wrong answer, then for the right one: here it is one reason."""
    truth, _sign, told = cut(answers, "#")
    wrong, _sign, right = cut(told, "#")
    reasons = (one_line(reader.words(wrong)), one_line(reader.words(right)), general)
    reason = " ".join(dict.fromkeys(filter(None, reasons)))
    return build.true_false(reader.question(), truth.text.strip().upper().startswith("T"), reason)


def _pairs(reader: _Reader, parts: list[Piece], general: str) -> AnyItem:
    given = []
    for part in parts:
        left, arrow, right = cut(part, "->")
        if not arrow:
            raise Refused(part.place, "pair")
        given.append((reader.written(left), reader.written(right)))
    return build.pairs(reader.question(), given, [], general)


def _choice(reader: _Reader, parts: list[tuple[str, Piece]], after: Piece, general: str) -> AnyItem:
    weighed = [_choosable(reader, sign, part) for sign, part in parts]
    options = [option for option, _weight in weighed]
    is_gap = bool(after.text.strip())
    if all(sign == "=" for sign, _part in parts):
        raise Refused(parts[0][1].place, "typed")
    if all(sign == "~" for sign, _part in parts):
        if is_gap:
            raise Refused(after.place, "gap-many")
        _note_uneven(reader, [weight for option, weight in weighed if option.right])
        return build.multiple(reader.question(), options, general)
    if is_gap:
        return _gap(reader, after, options, general)
    return build.choice(reader.question(), options, general)


def _choosable(reader: _Reader, sign: str, part: Piece) -> tuple[Choosable, float]:
    """Among ~ alone a positive weight makes an answer right; beside an = it is only near."""
    weight, found = FULL if sign == "=" else NOTHING, _WEIGHT.match(part.text)
    if found:
        weight, part = _float(found[1]), part.after(found.end())
        if not -FULL <= weight <= FULL:
            raise Refused(part.place, "bad-weight")
    text, _sign, feedback = cut(part, "#")
    reason = one_line(reader.words(feedback))
    return Choosable(reader.written(text), weight > 0, reason), weight


def _note_uneven(reader: _Reader, weights: list[float]) -> None:
    if len({round(weight) for weight in weights}) > 1:
        reader.note("weights")


def _gap(reader: _Reader, after: Piece, options: list[Choosable], general: str) -> AnyItem:
    """A gap has one reason, that of its right word."""
    reasons = [one.reason for one in options if one.right]
    if any(one.reason for one in options if not one.right):
        reader.note("gap-feedback")
    reason = " ".join(filter(None, [*reasons, general]))
    return build.gap(reader.question(), reader.words(after), options, reason)


def _number(reader: _Reader, body: Piece, general: str) -> AnyItem:
    """One number, or several: the right one, one that is near (half), and common slips."""
    parts = [part for _sign, part in split_at(body, "=") if part.text.strip()]
    found: dict[float, list[tuple[float, float, str]]] = {FULL: [], HALF: [], NOTHING: []}
    for part in parts:
        weight, value, tolerance, reason = _weighed_number(reader, part)
        found[weight].append((value, tolerance, reason))
    rights, nears = found[FULL], found[HALF]
    if len(rights) != 1:
        raise Refused(body.place, "many-right" if rights else "no-right")
    value, tolerance, reason = rights[0]
    if len(nears) > 1 or any(one[0] != value or one[1] <= tolerance for one in nears):
        raise Refused(body.place, "bad-near")
    return build.number(
        reader.question(),
        value,
        tolerance=tolerance,
        near=nears[0][1] if nears else None,
        reason=" ".join(filter(None, [reason, general])),
        slips=[(slip, why) for slip, _wide, why in found[NOTHING]],
    )


def _weighed_number(reader: _Reader, part: Piece) -> tuple[float, float, float, str]:
    place, weight, found = part.place, FULL, _WEIGHT.match(part.text)
    if found:
        weight, part = _float(found[1]), part.after(found.end())
    if weight not in (FULL, HALF, NOTHING):
        raise Refused(place, "bad-near")
    written, _sign, feedback = cut(part, "#")
    value, tolerance = within(written.text, place)
    return weight, value, tolerance, one_line(reader.words(feedback))


def within(text: str, place: "build.Place") -> tuple[float, float]:
    """A number and how far around it is right: `3`, `3:0.5` or `1..5`."""
    if found := _RANGE.fullmatch(text):
        low, high = sorted((_float(found[1]), _float(found[2])))
        return round((low + high) / 2, _DECIMALS), round((high - low) / 2, _DECIMALS)
    if found := _WITHIN.fullmatch(text):
        return _float(found[1]), abs(_float(found[2] or "0"))
    raise Refused(place, "bad-number")


def _float(written: str) -> float:
    return float(written.replace(",", "."))
