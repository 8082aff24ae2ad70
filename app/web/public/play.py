"""Play the call: a parent and a child take turns on one phone, a page for each.

The same for everybody, signed in or not. What the child picks opens on the page itself: it is
neither sent nor kept.
"""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from app.content import library
from app.content.schema.calls import CallScript, Turn
from app.people.access import NotFound
from app.web.access import Permission, allow
from app.web.public.blueprint import bp


@dataclass(frozen=True, slots=True)
class Screen:
    """One side of one turn. Before the first there is an introduction, after the last an end."""

    number: int
    turn: Turn
    is_childs: bool


@bp.get("/play/<risk>")
@allow(Permission.ANYONE)
def play(risk: str) -> ResponseReturnValue:
    return render_template("public/play.html", call=_script(risk))


@bp.get("/play/<risk>/<int:step>")
@allow(Permission.ANYONE)
def play_step(risk: str, step: int) -> ResponseReturnValue:
    call = _script(risk)
    screens = _screens(call)
    if not 1 <= step <= len(screens) + 1:
        raise NotFound
    if step > len(screens):
        return render_template("public/play_end.html", call=call)
    screen = screens[step - 1]
    return render_template("public/play_turn.html", call=call, screen=screen, step=step)


def _script(risk: str) -> CallScript:
    found = library.get().calls.get(risk)
    if found is None:
        raise NotFound
    return found


def _screens(call: CallScript) -> list[Screen]:
    """The caller's, then the child's, turn by turn."""
    return [
        Screen(number, turn, is_childs)
        for number, turn in enumerate(call.turns, start=1)
        for is_childs in (False, True)
    ]
