"""What a person does in the browser, said once: sign in, answer, take a lesson."""

from collections.abc import Callable, Mapping, Sequence

from playwright.sync_api import Page

from app.content import library
from app.content.schema.items import Item
from tests.answers import right

Answering = Callable[[Item], Mapping[str, Sequence[str] | str]]


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/sign-in")
    if page.locator("#tab-password").is_visible():
        page.locator("#tab-password").click()
    page.fill("#by-password input[name=username]", username)
    page.fill("#by-password input[name=password]", password)
    page.locator("#by-password .btn--primary").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def press(page: Page, selector: str = "main .btn--primary") -> None:
    """Sends the form and waits for the page after it, whether scripts put it in place or not."""
    page.evaluate("document.querySelector('main').firstElementChild.dataset.left = 'yes'")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator(selector).last.click()
    page.locator("main [data-left]").wait_for(state="detached")
    page.wait_for_load_state("networkidle")


def follow(page: Page, selector: str = "main .btn--primary") -> None:
    page.locator(selector).last.click()
    page.wait_for_load_state("networkidle")


def fill(page: Page, fields: Mapping[str, Sequence[str] | str]) -> None:
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            _set(page, name, value)


def _set(page: Page, name: str, value: str) -> None:
    field = page.locator(f"main [name='{name}']").first
    if field.evaluate("one => one.tagName") == "SELECT":
        # With scripts the menus are behind buttons; they still carry the answer.
        page.evaluate(
            "([name, value]) => document.querySelector(`main [name='${name}']`).value = value",
            [name, value],
        )
    elif field.get_attribute("type") in ("radio", "checkbox"):
        page.locator(f"main [name='{name}'][value='{value}']").first.check(force=True)
    elif field.get_attribute("type") != "hidden":
        field.fill(value)


def answer(page: Page, item: Item, how: Answering = right) -> None:
    fill(page, how(item))
    press(page)


def take_lesson(page: Page, lesson_id: str, how: Answering = right) -> None:
    """From the intro to the end, every step as a pupil would."""
    lesson = library.get().lesson(lesson_id)
    page.goto(f"/learn/lessons/{lesson_id}")
    press(page)
    for step in lesson.steps:
        assert f"/steps/{step.id}" in page.url, (step.id, page.url)
        if step.kind == "task":
            answer(page, step.item, how)
        elif step.kind == "dilemma":
            walk(page, lesson_id)
        press(page)
    assert page.url.endswith(f"/learn/lessons/{lesson_id}/end")


def walk(page: Page, lesson_id: str) -> None:
    """Good choices all the way to an ending."""
    dilemma = library.get().dilemmas[lesson_id]
    while (node := page.locator("main input[name=node]")).count():
        choices = dilemma.nodes[node.input_value()].choices
        good = next((one for one in choices if one.verdict == "good"), choices[0])
        fill(page, {"choice": good.id})
        press(page)


def take_quiz(page: Page, lesson_id: str, how: Answering = right) -> None:
    page.goto(f"/learn/lessons/{lesson_id}/quiz")
    press(page)
    while "/items/" in (page.locator("main form").first.get_attribute("action") or ""):
        action = page.locator("main form").first.get_attribute("action") or ""
        answer(page, library.get().item(action.rsplit("/", 1)[-1]).item, how)
    press(page)
