"""How long a beat lasts. Authors write no times: the text and the age of the readers give them."""

from app.content.schema.base import Band
from app.content.schema.scene import Beat
from app.content.schema.screens import Call, Form, Phone, Post, Screen, Sms, WebPage
from app.core.i18n import LocalizedText

# Characters a second that a teenager reads with the pictures; Kazakh words are the longest.
_CHARACTERS = {"kk": 14.5, "ru": 15.0, "en": 15.5}
_PACE: dict[Band, float] = {"1-4": 0.72, "5-6": 0.88, "7-9": 1.0, "10-11": 1.0}
# A line that needs longer is not read to its end.
LONGEST_LINE: dict[Band, float] = {"1-4": 8.0, "5-6": 8.5, "7-9": 9.5, "10-11": 10.0}
SHORTEST_LINE = 1.5
SHORTEST_HOLD, LONGEST_HOLD = 4.0, 15.0
A_MOMENT_TO_LOOK = 0.75
CHAT_IS_QUICKER = 1.15
STEPS_A_SECOND = 300

_FIXED = {
    "title": 2.6,
    "react": 1.4,
    "set": 0.9,
    "split": 0.9,
    "prop": 0.7,
    "ask": 0.6,
    "label": 0.0,
    "goto": 0.0,
}
_WAITS = {"short": 0.8, "long": 1.8}


def reading_seconds(text: LocalizedText, locale: str, band: Band) -> float:
    """What a line of speech or narration needs, without a recorded voice."""
    speed = _CHARACTERS[locale] * _PACE[band]
    return max(SHORTEST_LINE, len(text.in_locale(locale)) / speed + A_MOMENT_TO_LOOK)


def holding_seconds(text: str, locale: str, band: Band) -> float:
    """How long a film stands still over a question or a reply; a teacher may stop it for longer."""
    needs = len(text) / (_CHARACTERS[locale] * _PACE[band]) + A_MOMENT_TO_LOOK
    return min(LONGEST_HOLD, max(SHORTEST_HOLD, round(needs, 1)))


def beat_seconds(beat: Beat, locale: str, band: Band, distance: float = 0) -> float:
    """How long the beat lasts; `distance` is how far somebody walks in it."""
    if beat.verb in _FIXED:
        return _FIXED[beat.verb]
    line = beat.narrate or beat.text
    if line:
        return reading_seconds(line, locale, band)
    if beat.walk or beat.leave:
        return distance / STEPS_A_SECOND + 0.15
    if beat.wait:
        return _WAITS[beat.wait]
    if beat.card:
        return 0.5 + sum(card_steps(beat, locale, band)) + 1.2
    assert beat.screen is not None
    return _screen_seconds(beat.screen, locale, band)


def card_steps(beat: Beat, locale: str, band: Band) -> list[float]:
    """The pause after each entry of a take-away card."""
    items = beat.card.items if beat.card else ()
    return [max(0.75, reading_seconds(item.text, locale, band) * 0.6) for item in items]


def appearances(screen: Screen, locale: str, band: Band) -> list[float]:
    """When each message or comment comes, counted from the beginning of the beat."""
    moments, clock = [], 0.75
    for text in _written(screen):
        moments.append(round(clock, 1))
        clock += max(1.2, reading_seconds(text, locale, band) / CHAT_IS_QUICKER)
    return moments


def _screen_seconds(screen: Screen, locale: str, band: Band) -> float:
    if isinstance(screen, Call):
        return 2.8
    if isinstance(screen, WebPage):
        return 1.2 + reading_seconds(screen.title, locale, band) + _reads(screen.text, locale, band)
    if isinstance(screen, Form):
        return 1.6 + sum(_reads(one.label, locale, band) for one in screen.fields)
    last = _written(screen)[-1]
    ends = max(1.2, reading_seconds(last, locale, band) / CHAT_IS_QUICKER)
    return appearances(screen, locale, band)[-1] + ends + 0.7


def _reads(text: LocalizedText, locale: str, band: Band) -> float:
    return reading_seconds(text, locale, band) - A_MOMENT_TO_LOOK


def _written(screen: Screen) -> list[LocalizedText]:
    if isinstance(screen, Phone):
        return [message.text for message in screen.messages]
    if isinstance(screen, Sms):
        return list(screen.texts)
    if isinstance(screen, Post):
        return [screen.text, *(comment.text for comment in screen.comments)]
    return []
