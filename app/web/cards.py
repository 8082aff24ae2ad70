"""Sheets of sign-in cards, for class teachers and administrators alike."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as Xml

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from itsdangerous import BadSignature, Signer
from markupsafe import Markup

from app.core.db import transaction
from app.people.models import SchoolClass
from app.people.queries import class_roll, school_name
from app.people.viewer import Viewer
from app.signin import cards
from app.signin.cards import NewCard
from app.web import paper, words

SVG = "{http://www.w3.org/2000/svg}"


def signed(token: str) -> str:
    return _signer().sign(token).decode()


def read_signed(text: str) -> str | None:
    """The token of a card that this school has printed."""
    try:
        return _signer().unsign(text).decode()
    except (BadSignature, UnicodeDecodeError):
        return None


def _signer() -> Signer:
    return Signer(current_app.secret_key or "", salt="card")


def cards_to_print(person: Viewer, school_class: SchoolClass, *, back: str) -> ResponseReturnValue:
    """Asks for whom on GET, prints on POST."""
    if request.method == "GET":
        return _cards_page(school_class, back=back)
    chosen = request.form.getlist("pupils")
    return print_cards(person, school_class, chosen, as_pdf=paper.wants_pdf(), back=back)


def _cards_page(school_class: SchoolClass, *, back: str) -> str:
    """Whose cards are wanted? Whoever holds none is ticked already."""
    roll = class_roll(school_class.id)
    return render_template(
        "account/cards_to_print.html",
        school_class=school_class,
        roll=roll,
        holders=cards.with_card(one.id for one in roll),
        back=back,
        can_make_pdfs=paper.can_make_pdfs(),
    )


def print_cards(
    person: Viewer, school_class: SchoolClass, wanted: Iterable[str], *, as_pdf: bool, back: str
) -> ResponseReturnValue:
    """Makes the secrets and shows them in this one answer; they are nowhere kept."""
    chosen = set(wanted)
    pupils = [one for one in class_roll(school_class.id) if str(one.id) in chosen]
    sheet = {
        "grade": school_class.grade,
        "letter": school_class.letter,
        "language": school_class.language,
        "code": school_class.code,
        "school": school_name(school_class.school_id),
    }
    made = cards.make_cards(pupils, grade=school_class.grade)
    with transaction():
        cards.keep_cards(made, by_id=person.id)
    return show_cards(made, sheet, as_pdf=as_pdf, back=back)


def show_cards(
    made: list[NewCard], sheet: dict[str, object], *, as_pdf: bool, back: str
) -> ResponseReturnValue:
    rows = [(card, paper.qr(card_address(card.token))) for card in made]
    context = {
        "sheet": sheet,
        "cards": rows,
        "drawings": picture_drawings(),
        "names": words.PICTURES,
        "address": request.host,
        "back": back,
    }
    with force_locale(str(sheet["language"])):
        if as_pdf and paper.can_make_pdfs():
            html = render_template("paper/cards.html", **context)
            return paper.pdf(html, f"adal-jol-cards-{sheet['grade']}")
        on_cards = render_template("paper/cards_in_page.html", **context)
    return render_template("account/cards_printed.html", on_cards=Markup(on_cards), **context)  # noqa: S704


def card_address(token: str) -> str:
    return url_for("public.card", signed=signed(token), _external=True)


@cache
def picture_drawings() -> dict[str, Markup]:
    """The pictures as drawings that need no second file, for paper."""
    sprite = Path(current_app.static_folder or "") / "img" / "pictures.svg"
    Xml.register_namespace("", SVG.strip("{}"))
    drawings = {}
    for symbol in Xml.parse(sprite).getroot().iter(f"{SVG}symbol"):  # noqa: S314
        inner = "".join(Xml.tostring(part, encoding="unicode") for part in symbol)
        name = symbol.attrib["id"].removeprefix("pic-")
        drawings[name] = Markup(  # noqa: S704
            f'<svg viewBox="{symbol.attrib["viewBox"]}" aria-hidden="true">{inner}</svg>'
        )
    return drawings
