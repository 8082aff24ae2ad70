"""Three ways to answer a page: by tapping, by keyboard alone, as a plain form without scripts."""

WINDOWS = {
    "tap": {"has_touch": True},
    "keyboard": {},
    "plain form": {"java_script_enabled": False},
}


def tap(page, item, fields):
    if item.interaction == "order":
        tap_in_order(page, fields)
    elif item.interaction == "number":
        tap_slider(page, fields["number"][0])
    elif item.interaction == "match":
        tap_pairs(page, item, fields)
    else:
        look_at_the_answer(page, lambda fold: fold.tap())
        for name, value in pairs(fields):
            tap_field(page, name, value)
    page.locator("main .btn--primary").tap()


def tap_field(page, name, value):
    field = page.locator(f"main [name='{name}']").first
    if field.evaluate("one => one.tagName") == "SELECT":
        field.tap()
        field.select_option(value)  # the menu itself is drawn by the system
    else:
        choice = page.locator(f"[name='{name}'][value='{value}']")
        page.locator("main label").filter(has=choice).tap()


def tap_pairs(page, item, fields):
    """A card, then its place. A card put wrong first moves on when it is chosen once more."""
    names = {target.id: target.text.en for target in item.targets}
    [first, second, *_rest] = fields
    put_card(page, names[fields[first][0]], second)
    take_back(page, second)
    for name, [target] in fields.items():
        put_card(page, names[target], name)


def put_card(page, card, name):
    page.locator("main .pairs__card", has_text=card).tap()
    place_of(page, name).tap()
    assert place_of(page, name).inner_text() == card


def take_back(page, name):
    place_of(page, name).tap()
    assert place_of(page, name).inner_text() == "Put a card here"


def place_of(page, name):
    return page.locator(f"main .pair:has([name='{name}']) .pairs__place")


def tap_in_order(page, fields):
    """The row that belongs first goes up as far as it can, then the second, …"""
    for place, step in enumerate(steps_in_order(fields)):
        row = page.locator(f"main .order__row:has(#place-{step})")
        for _ in range(position(row) - place):
            row.locator("[data-move=up]").tap()


def tap_slider(page, number):
    """The slider moves the field; what it hits only roughly is written exactly."""
    slider, field = page.locator("main .number__slider"), page.locator("main #number")
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    assert float(field.input_value()) > 18
    field.fill(number)
    assert slider.input_value() == number


def steps_in_order(fields):
    by_place = sorted((int(values[0]), name) for name, values in fields.items())
    return [name.removeprefix("place-") for _place, name in by_place]


def position(row):
    return row.evaluate("one => [...one.parentNode.children].indexOf(one)")


def look_at_the_answer(page, open_fold):
    fold = page.locator("main form summary")
    if fold.count():
        assert not page.locator("main .fold__in").is_visible()
        open_fold(fold)
        assert page.locator("main .fold__in").is_visible()


def pairs(fields):
    return [(name, value) for name, values in fields.items() for value in values]


# --- by keyboard ---------------------------------------------------------------------------


def press_keys(page, item, fields):
    choose_by_keys(page, item, fields)
    go_to(page, ".btn--primary")
    page.keyboard.press("Enter")


def choose_by_keys(page, item, fields):
    if item.interaction == "order":
        keys_in_order(page, fields)
    else:
        look_at_the_answer(
            page, lambda fold: (go_to(page, "summary"), page.keyboard.press("Enter"))
        )
        for name, value in pairs(fields):
            keys_for_field(page, name, value)


def keys_for_field(page, name, value):
    kind = page.locator(f"main [name='{name}']").first.evaluate("one => one.type")
    if kind == "checkbox":
        go_to(page, f"[name='{name}'][value='{value}']")
        page.keyboard.press("Space")
    elif kind == "radio":
        go_to(page, f"[name='{name}']")
        page.keyboard.press("Space")
        arrow_down_to(page, value)
    elif kind == "select-one":
        go_to(page, f"[name='{name}']")
        arrow_down_to(page, value)
    else:
        go_to(page, f"[name='{name}']")
        page.keyboard.type(value)


def keys_in_order(page, fields):
    for place, step in enumerate(steps_in_order(fields)):
        row = page.locator(f"main .order__row:has(#place-{step})")
        for _ in range(position(row) - place):
            go_to(page, f".order__row:has(#place-{step}) [data-move=up]")
            page.keyboard.press("Enter")


def go_to(page, selector):
    """Tab, as far as it takes; once round the page at most."""
    for _ in range(120):
        if page.evaluate("(one) => document.activeElement.matches('main ' + one)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def arrow_down_to(page, value):
    for _ in range(12):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys never reach {value}")


# --- without scripts -----------------------------------------------------------------------


def send_plainly(page, _item, fields):
    look_at_the_answer(page, lambda fold: fold.click())
    for name, value in pairs(fields):
        field = page.locator(f"main [name='{name}']").first
        kind = field.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main .btn--primary").click()


WAYS = {"tap": tap, "keyboard": press_keys, "plain form": send_plainly}


# --- one field, each way -------------------------------------------------------------------


def send_by_tapping(page, name, value):
    if page.locator(f"textarea[name='{name}']").count():
        page.locator(f"main [name='{name}']").tap()
        page.keyboard.type(value)  # the keys on the screen are the system's
    else:
        tap_field(page, name, value)
    page.locator("main .btn--primary").tap()


def send_by_keys(page, name, value):
    keys_for_field(page, name, value)
    go_to(page, ".btn--primary")
    page.keyboard.press("Enter")


SENT = {
    "tap": send_by_tapping,
    "keyboard": send_by_keys,
    "plain form": lambda page, name, value: send_plainly(page, None, {name: [value]}),
}
