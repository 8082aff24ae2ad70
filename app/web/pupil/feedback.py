"""What a page says to an answer that is recorded: gold with a lamp, never red, always a reason."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from flask_babel import gettext as _

from app.content import library
from app.content.schema.base import Band
from app.content.schema.curriculum import Norm
from app.content.schema.items import Item, NormGuessItem, OrderItem, RecallItem
from app.learning import hands, queries
from app.learning.responses import to_fields
from app.people.viewer import Viewer
from app.web.display import localized
from app.web.law import LawText, law_texts
from app.web.pupil.answer_rows import AnswerRow, Response, answer_rows


class Asked(Protocol):
    """An item, and the grades in whose words the law is told beside it."""

    @property
    def item(self) -> Item: ...

    @property
    def band(self) -> Band: ...


Kind = Literal["good", "partly", "think"]

# Fewer guesses would show who guessed what (design §11.10).
CLASS_PICTURE_FROM = 10


@dataclass(frozen=True, slots=True)
class Feedback:
    kind: Kind
    title: str
    # On how sure the pupil was.
    remark: str
    # Of the whole item; parts have their own.
    reason: str
    rows: list[AnswerRow]
    law: list[LawText]


def feedback(
    home: Asked, response: Response, score: float | None, certainty: str | None
) -> Feedback:
    if isinstance(home.item, RecallItem):
        return _remembered(home, home.item, response)
    kind = _kind(score)
    return Feedback(
        kind=kind,
        title=_("Not quite") if kind == "think" else "",
        remark=_remark(kind, certainty),
        reason=localized(home.item.reason) if isinstance(home.item, OrderItem) else "",
        rows=answer_rows(home.item, response),
        law=law_texts(home.item.law, home.band),
    )


def _remembered(home: Asked, item: RecallItem, response: Response) -> Feedback:
    """The pupil's own word is not judged: it only sets when the question comes back."""
    knew = response["recalled"] == "yes"
    return Feedback(
        kind="good" if knew else "think",
        title=_("You remembered it") if knew else _("Thank you for being honest"),
        remark="" if knew else _("It comes back soon: this is how things stay in memory."),
        reason="",
        rows=answer_rows(item, response),
        law=law_texts(item.law, home.band),
    )


def _kind(score: float | None) -> Kind:
    if score == 1:
        return "good"
    return "partly" if score else "think"


def _remark(kind: Kind, certainty: str | None) -> str:
    if certainty == "dont-know":
        return _("It is good to say so. Read the reasons: next time it will be easier.")
    if certainty == "sure" and kind == "think":
        return _("You were sure, but there is a trap here. Let's look again tomorrow.")
    if certainty == "unsure" and kind == "good":
        return _("You were not sure, and it is right. Remember the reason.")
    return ""


@dataclass(frozen=True, slots=True)
class NormPicture:
    """Own guess, then the class, then the country: each beside the other."""

    own: int | None
    # How many guessed 0, 1 … 10; None while too few have guessed.
    guesses: tuple[int, ...] | None
    norm: Norm
    item: NormGuessItem

    @property
    def checked_on(self) -> dt.date | None:
        day = self.norm.source.checked_on
        return dt.date.fromisoformat(day) if day else None

    @property
    def most(self) -> int:
        return max(self.guesses or (0,))


def norm_picture(pupil: Viewer, item: NormGuessItem, response: Response) -> NormPicture:
    own = next(iter(to_fields(response)["guess"]), None)
    return NormPicture(
        own=int(own) if own else None,
        guesses=_if_enough(queries.guesses_of_class(pupil.class_id, item.id))
        or _if_enough(_guesses_of_hands(pupil.class_id, item)),
        norm=library.get().norms[item.norm],
        item=item,
    )


def _guesses_of_hands(class_id: int | None, item: NormGuessItem) -> dict[int, int]:
    """The vote that a teacher counted, where too few have guessed on devices: never both, or a
    pupil would count twice.
    """
    voted = hands.of_class(class_id, item_id=item.id)
    return {
        int(guess): count
        for (_lesson, _item, version), counted in voted.items()
        if version == item.version
        for guess, count in counted.items()
    }


def _if_enough(guesses: Mapping[int, int]) -> tuple[int, ...] | None:
    if sum(guesses.values()) < CLASS_PICTURE_FROM:
        return None
    return tuple(guesses.get(number, 0) for number in range(11))
