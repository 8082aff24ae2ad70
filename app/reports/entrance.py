"""How the pupils of a class come in: who holds a card, whose secret was guessed at in vain."""

from dataclasses import dataclass

from app.people.access import class_for, pupil_for
from app.people.queries import class_roll
from app.people.viewer import Viewer, load_viewer
from app.signin import cards, guesses, pictures


@dataclass(frozen=True, slots=True)
class Entering:
    id: int
    name: str
    has_card: bool
    # Wrong tries since the secret was made or somebody looked.
    wrong: int
    # No tries are left for browsers that are new to the pupil.
    rests: bool


@dataclass(frozen=True, slots=True)
class EntrancePage:
    class_id: int
    grade: int
    letter: str
    code: str
    by_pictures: bool
    pupils: tuple[Entering, ...]

    @property
    def guessed_at(self) -> bool:
        return any(one.wrong for one in self.pupils)


def entrance_page(viewer: Viewer, class_id: int) -> EntrancePage:
    school_class = class_for(viewer, class_id)
    roll = class_roll(class_id)
    ids = [one.id for one in roll]
    holders, wrong, resting = cards.with_card(ids), guesses.guessed_at(ids), guesses.resting(ids)
    return EntrancePage(
        class_id=school_class.id,
        grade=school_class.grade,
        letter=school_class.letter,
        code=school_class.code,
        by_pictures=school_class.grade in pictures.GRADES,
        pupils=tuple(
            Entering(
                id=one.id,
                name=one.full_name,
                has_card=one.id in holders,
                wrong=wrong.get(one.id, 0),
                rests=one.id in resting,
            )
            for one in roll
        ),
    )


@dataclass(frozen=True, slots=True)
class Owner:
    """A pupil who gets a new secret."""

    id: int
    name: str
    class_id: int | None
    by_pictures: bool


def owner_of_secret(viewer: Viewer, pupil_id: int) -> Owner:
    pupil = pupil_for(viewer, pupil_id)
    known_id, name = pupil.id, pupil.full_name
    person = load_viewer(known_id)
    assert person is not None  # pupil_for knows active pupils only
    return Owner(known_id, name, person.class_id, person.grade in pictures.GRADES)
