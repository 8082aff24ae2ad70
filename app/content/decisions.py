"""The decision in a clip: what is asked, and what is said to each choice. Pure.

What is said, with its verdict, leaves the server after the answer: `without_key` is what a pupil's
browser gets beforehand.
"""

from typing import Any

from app.content.schema.dilemma import Dilemma
from app.content.schema.scene import Ask, Scene
from app.core.i18n import LOCALES, LocalizedText

Data = dict[str, Any]
KEY = ("verdict", "reply", "again")


def choices_of(ask: Ask, dilemma: Dilemma | None) -> list[Data]:
    """The choices with reply and verdict, and the label that each goes on to."""
    if ask.dilemma is None:
        return [
            {
                "id": str(number),
                "text": choice.text,
                "reply": choice.reply,
                "verdict": choice.verdict,
                "goto": choice.goto,
                # Without a part of its own, a doubtful choice leads back to the question.
                "again": choice.verdict == "think" and choice.goto is None,
            }
            for number, choice in enumerate(ask.choices)
        ]
    node = dilemma.nodes[ask.dilemma] if dilemma else None
    return [
        {
            "id": choice.id,
            "text": choice.text,
            "reply": choice.why,
            "verdict": choice.verdict,
            "goto": ask.branches.get(choice.id),
            "again": choice.goto == ask.dilemma,
        }
        for choice in (node.choices if node else ())
    ]


def question_of(ask: Ask, dilemma: Dilemma | None) -> LocalizedText:
    if ask.text:
        return ask.text
    assert dilemma is not None
    assert ask.dilemma is not None
    return dilemma.nodes[ask.dilemma].text


def said_to(scene: Scene, dilemma: Dilemma | None, ask_id: str, choice_id: str) -> Data | None:
    """Verdict and reply in three languages; nothing for a question or choice that is not there."""
    for beat in scene.script:
        if beat.ask and ask_id in (beat.ask.id, beat.ask.dilemma):
            for choice in choices_of(beat.ask, dilemma):
                if choice["id"] == choice_id:
                    reply = [choice["reply"].in_locale(locale) for locale in LOCALES]
                    return {name: choice[name] for name in KEY} | {"reply": reply}
    return None


def without_key(clip: Data) -> Data:
    """A clip before its questions are answered."""
    return clip | {"beats": [_sealed(beat) for beat in clip["beats"]]}


def _sealed(beat: Data) -> Data:
    if "choices" not in beat:
        return beat
    choices = [
        {name: value for name, value in choice.items() if name not in KEY}
        for choice in beat["choices"]
    ]
    return beat | {"choices": choices}
