"""From a screenplay to a clip: who stands where, when each beat begins and ends in each language.

Pure. The result is what the browser's player takes; texts and times are lists in the order of
LOCALES, so that the language can be switched in the middle without another request.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from app.content.decisions import Data, choices_of, question_of
from app.content.drawings import drawings, wardrobe_of
from app.content.pacing import appearances, beat_seconds, card_steps
from app.content.schema.base import Band
from app.content.schema.dilemma import Dilemma
from app.content.schema.scene import END, Ask, Beat, Scene, Split
from app.content.schema.stage import BESIDE, POSITIONS, Entrance
from app.content.voices import NOBODY_RECORDED, Voices, recorded, spoken_seconds
from app.core.i18n import LOCALES, LocalizedText

Span = tuple[float, float]

CENTRE = 800
ARM_LENGTH = 200
ROOM = 240
OFF_LEFT, OFF_RIGHT = -300, 1900
# Nearer than this, one stands before the other.
SHOULDERS = 140
# Where somebody goes who is not told where.
BY_CHOICE = ("right", "left", "far-right", "far-left", "centre")
GAP = 0.2
TOGETHER = 0.2
# The camera comes back from the question before anybody speaks.
GAP_AFTER_ASK = 0.7


def clip_data(
    scene: Scene,
    *,
    band: Band,
    topic: LocalizedText,
    dilemma: Dilemma | None = None,
    voices: Voices = NOBODY_RECORDED,
) -> Data:
    """The clip for the player, in three languages."""
    script = full_script(scene)
    compiler = _Compiler(scene, script, band, dilemma, voices)
    beats = [compiler.beat(number, beat) for number, beat in enumerate(script)]
    return {
        "clip": scene.clip,
        "lesson": scene.lesson,
        "version": scene.version,
        "languages": list(LOCALES),
        "title": _three(scene.title),
        "topic": _three(topic),
        "goal": _three(scene.goal),
        "note": _three(scene.content_note) if scene.content_note else None,
        "set": scene.set,
        "sets": scene.sets,
        "rig": wardrobe_of(looks_of(scene)),
        "cast": {person: _member(scene, person) for person in scene.cast},
        "start": _entrances(opening(scene), {}),
        "beats": beats,
    }


def full_script(scene: Scene) -> list[Beat]:
    """The beats as they are played: each clip begins with its title."""
    first = scene.script[0].verb == "title"
    return [*scene.script] if first else [Beat(title={}, shot="wide"), *scene.script]


def spans(scene: Scene, *, band: Band, locale: str, voices: Voices = NOBODY_RECORDED) -> list[Span]:
    """When each beat of the full script begins and ends."""
    script = full_script(scene)
    return _spans(script, _distances(scene, script), band, locale, voices)


def opening(scene: Scene) -> Mapping[str, Entrance]:
    """Who stands on the stage at first: as written, or whoever acts before walking in."""
    if scene.start:
        return scene.start
    waiting: dict[str, bool] = {}
    for beat in scene.script:
        for person in beat.seen():
            waiting.setdefault(person, beat.walk == person)
    present = [person for person, walks_in in waiting.items() if not walks_in]
    left = CENTRE - ROOM * (len(present) - 1) // 2
    places = {person: left + ROOM * index for index, person in enumerate(present)}
    return {
        person: Entrance.model_construct(
            at=str(x), face="left" if x > CENTRE else "right", mood="neutral", pose="idle"
        )
        for person, x in places.items()
    }


def end_of(script: list[Beat], target: str) -> int:
    """The number of the beat that bears this label; `end` is behind the last one."""
    if target == END:
        return len(script)
    return next(number for number, beat in enumerate(script) if beat.label == target)


def crowding(scene: Scene) -> Iterator[tuple[int, str, str]]:
    """Beat, and two people of whom one hides the other from then on."""
    stage, known = _Stage(scene), set[tuple[str, str]]()
    for number, beat in enumerate(scene.script):
        stage.enter(number, beat, list(scene.script))
        stage.play(beat)
        pairs = set(stage.too_near())
        for one, other in sorted(pairs - known):
            yield number + 1, one, other
        known = pairs


@dataclass
class _Compiler:
    scene: Scene
    script: list[Beat]
    band: Band
    dilemma: Dilemma | None
    voices: Voices
    times: list[list[Span]] = field(init=False)
    stage: "_Stage" = field(init=False)

    def __post_init__(self) -> None:
        distances = _distances(self.scene, self.script)
        self.times = [
            _spans(self.script, distances, self.band, locale, self.voices) for locale in LOCALES
        ]
        self.stage = _Stage(self.scene)

    def beat(self, number: int, beat: Beat) -> Data:
        self.stage.enter(number, beat, self.script)
        made: Data = {"verb": beat.verb, "lasts": self._lengths(number)}
        if beat.with_:
            made["together"] = TOGETHER
        elif (gap := _gap(self.script, number)) != GAP:
            made["gap"] = gap
        made |= self._of_verb(number, beat) | self._audio(beat)
        made |= _directions(beat)
        if beat.move:
            made["move"] = {
                person: self.stage.place(at, person) for person, at in beat.move.items()
            }
        self.stage.play(beat)
        return made

    def _lengths(self, number: int) -> list[float]:
        """In seconds by language: one after the other they give the beginnings."""
        return [round(times[number][1] - times[number][0], 1) for times in self.times]

    def _audio(self, beat: Beat) -> Data:
        """Names of recordings by language; none where the line is only read."""
        names = [recorded(beat, locale, self.voices) for locale in LOCALES]
        return {"audio": names} if any(names) else {}

    def _of_verb(self, number: int, beat: Beat) -> Data:
        if beat.narrate:
            return {"text": _three(beat.narrate)}
        if beat.say:
            assert beat.text is not None
            return {"who": beat.say, "text": _three(beat.text)}
        if beat.walk or beat.leave:
            who = beat.walk or beat.leave or ""
            return {"who": who, "from": self.stage.from_x(beat), "to": self.stage.to_x(beat)}
        if beat.react:
            return {"who": beat.react}
        if beat.screen:
            at = [appearances(beat.screen, locale, self.band) for locale in LOCALES]
            return {"screen": _plain(beat.screen), "at": at}
        return self._of_other(number, beat)

    def _of_other(self, number: int, beat: Beat) -> Data:
        if beat.card:
            steps = [card_steps(beat, locale, self.band) for locale in LOCALES]
            return {"card": _plain(beat.card), "at": [_sums(one) for one in steps]}
        if beat.ask:
            return self._ask(beat.ask)
        if beat.set:
            return {"set": beat.set, "people": _entrances(beat.start, self.stage.x)}
        if isinstance(beat.split, Split):
            people = _entrances(beat.split.people, {})
            return {"set": beat.split.set, "people": people}
        if beat.prop:
            x = self.stage.place(beat.at, "") if beat.at else None
            return _without_none({"prop": beat.prop, "x": x, "hand": beat.hand})
        if beat.label:
            return _without_none({"after": self.stage.cut_from})
        if beat.goto:
            return {"to": end_of(self.script, beat.goto)}
        return {}

    def _ask(self, ask: Ask) -> Data:
        choices = []
        for choice in choices_of(ask, self.dilemma):
            target = choice.pop("goto")
            made = {**choice, "text": _three(choice["text"]), "reply": _three(choice["reply"])}
            made["to"] = end_of(self.script, target) if target else None
            choices.append(_without_none(made))
        question = _three(question_of(ask, self.dilemma))
        made = {"id": ask.dilemma or ask.id, "text": question, "choices": choices}
        return made | ({"node": ask.dilemma} if ask.dilemma else {})


class _Stage:
    """Where everybody stands while the script is gone through. A part that is reached by a jump
    begins as the stage was left at the jump."""

    def __init__(self, scene: Scene) -> None:
        entrances = opening(scene)
        self.x: dict[str, int] = {}
        for person, entrance in entrances.items():
            self.x[person] = self.place(entrance.at, person)
        self.cut_from: int | None = None
        self._kept: dict[str, tuple[int, dict[str, int]]] = {}

    def enter(self, number: int, beat: Beat, script: list[Beat]) -> None:
        """Before a label: take over the stage of the jump that leads here."""
        self.cut_from = None
        jumped = number > 0 and script[number - 1].verb in ("goto", "ask")
        if beat.label and jumped and beat.label in self._kept:
            self.cut_from, places = self._kept[beat.label]
            self.x = dict(places)
        for target in self._targets(beat):
            self._kept.setdefault(target, (number, dict(self.x)))

    @staticmethod
    def _targets(beat: Beat) -> list[str]:
        if beat.goto:
            return [beat.goto]
        return list(beat.ask.targets()) if beat.ask else []

    def play(self, beat: Beat) -> None:
        if beat.walk:
            self.x[beat.walk] = self.to_x(beat)
        if beat.leave:
            self.x.pop(beat.leave, None)
        for person, at in beat.move.items():
            self.x[person] = self.place(at, person)
        if beat.set and beat.start:
            self.x = {one: self.place(entrance.at, one) for one, entrance in beat.start.items()}

    def place(self, at: str, person: str) -> int:
        if at.startswith(BESIDE):
            other = self.x.get(at.removeprefix(BESIDE), CENTRE)
            mine = self.x.get(person, OFF_LEFT if other <= CENTRE else OFF_RIGHT)
            return other + (ARM_LENGTH if mine > other else -ARM_LENGTH)
        return POSITIONS[at] if at in POSITIONS else int(at)

    def too_near(self) -> Iterator[tuple[str, str]]:
        people = sorted(self.x)
        for index, one in enumerate(people):
            for other in people[index + 1 :]:
                if abs(self.x[one] - self.x[other]) < SHOULDERS:
                    yield one, other

    def from_x(self, beat: Beat) -> int:
        who = beat.walk or beat.leave or ""
        if who in self.x:
            return self.x[who]
        return OFF_LEFT if self.to_x(beat) <= CENTRE else OFF_RIGHT

    def to_x(self, beat: Beat) -> int:
        who = beat.walk or beat.leave or ""
        if beat.leave:
            return self._way_out(who, beat.to)
        return self.place(beat.to, who) if beat.to else self._free_place(who)

    def _way_out(self, who: str, side: str | None) -> int:
        """Off the stage, by the side that is named or the nearer one."""
        if side is None:
            side = "left" if self.x.get(who, CENTRE) <= CENTRE else "right"
        return OFF_LEFT if side == "left" else OFF_RIGHT

    def _free_place(self, who: str) -> int:
        others = [x for person, x in self.x.items() if person != who]
        free = (
            x
            for x in (POSITIONS[name] for name in BY_CHOICE)
            if all(abs(x - other) >= ARM_LENGTH for other in others)
        )
        return next(free, POSITIONS[BY_CHOICE[0]])


def _distances(scene: Scene, script: list[Beat]) -> list[float]:
    stage, found = _Stage(scene), []
    for number, beat in enumerate(script):
        stage.enter(number, beat, script)
        moves = beat.walk or beat.leave
        found.append(float(abs(stage.to_x(beat) - stage.from_x(beat))) if moves else 0.0)
        stage.play(beat)
    return found


def _spans(
    script: list[Beat], distances: list[float], band: Band, locale: str, voices: Voices
) -> list[Span]:
    found: list[Span] = []
    clock = 0.0
    for number, beat in enumerate(script):
        spoken = spoken_seconds(beat, locale, voices)
        lasts = round(spoken or beat_seconds(beat, locale, band, distances[number]), 1)
        together = beat.with_ is not None and found
        begins = found[-1][0] + TOGETHER if together else clock + _gap(script, number)
        clock = max(clock, begins + lasts)
        found.append((round(begins, 1), round(begins + lasts, 1)))
    return found


def _gap(script: list[Beat], number: int) -> float:
    if number == 0 or script[number].verb in ("label", "goto"):
        return 0.0
    before = [beat.verb for beat in script[max(0, number - 2) : number]]
    return GAP_AFTER_ASK if "ask" in before or before[-1] == "label" else GAP


def _directions(beat: Beat) -> Data:
    acts = {person: act.model_dump(exclude_none=True) for person, act in beat.act.items()}
    return _without_none(
        {"mood": beat.mood, "pose": beat.pose, "shot": beat.shot, "act": acts or None}
    )


def _entrances(people: Mapping[str, Entrance], x: Mapping[str, int]) -> Data:
    made = {}
    for person, entrance in people.items():
        at = entrance.at
        place = POSITIONS.get(at) or (int(at) if at.isdigit() else x.get(person, CENTRE))
        face = entrance.face or ("left" if place > CENTRE else "right")
        made[person] = {"x": place, "face": face, "mood": entrance.mood, "pose": entrance.pose}
    return made


def looks_of(scene: Scene) -> list[Data]:
    """Of everybody who is drawn, on the stage or beside a message."""
    members = (_member(scene, person) for person in scene.cast)
    return [member["look"] for member in members if "look" in member]


def _member(scene: Scene, person: str) -> Data:
    """The look is a line of the cast, perhaps in other clothes; who is not drawn has none."""
    member = scene.cast[person]
    look = drawings().looks.get(member.model or person)
    dress = member.dress.model_dump() if member.dress else {}
    return _without_none({"name": _three(member.name), "look": {**look, **dress} if look else None})


def _plain(value: Any) -> Any:
    """Screens and cards with texts as lists; what is not filled is left out."""
    if isinstance(value, LocalizedText):
        return _three(value)
    if isinstance(value, BaseModel):
        fields = {name: _plain(getattr(value, name)) for name in type(value).model_fields}
        return _without_none(fields)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _three(text: LocalizedText) -> list[str]:
    return [text.in_locale(locale) for locale in LOCALES]


def _without_none(values: Data) -> Data:
    return {name: value for name, value in values.items() if value not in (None, False)}


def _sums(steps: Iterable[float]) -> list[float]:
    clock, moments = 0.5, []
    for step in steps:
        moments.append(round(clock, 1))
        clock += step
    return moments
