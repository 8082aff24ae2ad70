"""Pictures of the panels and the glossary come from the rig that moves in the clips."""

import pytest

from app.content.drawings import drawings
from app.scenes.drawing import glossary, pictures
from app.scenes.drawing.desk import lay_out


@pytest.fixture
def at_desk(new_context):
    page = new_context().new_page()
    lay_out(page)
    return page


def test_the_pictures_of_the_panels_are_those_that_the_rig_draws(at_desk):
    stale = [file.name for file, _ in pictures.changed(at_desk)]
    assert stale == [], "draw them again: flask scene draw"


def test_the_glossary_shows_everything_that_is_drawn(at_desk):
    at_desk.set_content(glossary.html(at_desk))
    shown = set(at_desk.locator("figcaption, h3").all_text_contents())
    assert drawings().people | drawings().places | drawings().props <= shown
    assert at_desk.locator("svg").evaluate_all("(all) => all.every((one) => one.children.length)")
