"""Rules over the whole code base, so that nobody has to remember them."""

import ast
import re

import pytest

from app.web.access import Permission


def python_files(repo, *folders):
    return [path for folder in folders for path in (repo / folder).rglob("*.py")]


def test_only_the_transaction_block_commits(repo):
    offenders = [
        f"{path.relative_to(repo)}:{node.lineno}"
        for path in python_files(repo, "app")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"commit", "rollback"}
        and path.name != "db.py"
    ]
    # A failed probe must give its connection back; it has written nothing.
    assert [one for one in offenders if "web/health.py" not in one] == []


def test_time_is_asked_for_in_one_place(repo):
    offenders = [
        f"{path.relative_to(repo)}:{node.lineno}"
        for path in python_files(repo, "app")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and isinstance(node.value, ast.Attribute)
        and node.value.attr in {"datetime", "date"}
        and path.name != "clock.py"
    ]
    assert offenders == []


def test_every_view_says_who_may_use_it(app):
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not isinstance(getattr(view, "needs", None), Permission)
    ]
    assert silent == []


def test_a_view_that_says_nothing_is_closed(app, client):
    app.url_map.add(app.url_rule_class("/silent", endpoint="silent"))
    app.view_functions["silent"] = lambda: "hello"
    try:
        assert client.get("/silent").status_code == 404
    finally:
        del app.view_functions["silent"]


def test_addresses_are_kebab_case(app):
    crooked = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and any(c.isupper() or c == "_" for c in _words(rule.rule))
    ]
    assert crooked == []


def _words(rule):
    return "".join(part for part in rule.split("/") if not part.startswith("<"))


def test_migrations_do_not_import_the_application(repo):
    offenders = [
        path.name
        for path in (repo / "migrations" / "versions").glob("*.py")
        if "app." in path.read_text("utf-8") or "from app" in path.read_text("utf-8")
    ]
    assert offenders == []


def test_templates_have_no_inline_style_or_script(repo):
    offenders = [
        str(path.relative_to(repo))
        for path in (repo / "app" / "templates").rglob("*.html")
        if "style=" in (text := path.read_text("utf-8")) or "onclick" in text
    ]
    assert offenders == []


@pytest.mark.parametrize("limit", [450])
def test_no_file_has_outgrown_its_room(repo, limit):
    grown = [
        f"{path.relative_to(repo)}: {count}"
        for path in python_files(repo, "app")
        if (count := len(path.read_text("utf-8").splitlines())) > limit
    ]
    assert grown == []


IMPORTED = re.compile(r'{% from "[^"]+" import ([^%]+?)(?: with context)? %}')


def test_templates_import_no_macro_that_they_do_not_use(repo):
    idle = []
    for path in (repo / "app/templates").rglob("*.html"):
        text = path.read_text("utf-8")
        body = IMPORTED.sub("", text)
        names = [
            name.split(" as ")[-1].strip()
            for found in IMPORTED.findall(text)
            for name in found.split(",")
        ]
        idle += [f"{path.name}: {one}" for one in names if not re.search(rf"\b{one}\b", body)]
    assert idle == []
