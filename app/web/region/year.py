"""The region's school year: page, files, and the report on paper."""

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.content.schema.base import THEMES
from app.people.access import NotFound
from app.reports.region_year import RegionYear, region_year
from app.reports.sheets import Column, Row, Sheet, shown
from app.web import paper
from app.web.access import Permission, allow
from app.web.display import localized
from app.web.region.blueprint import bp
from app.web.sheets import asked_file


@bp.get("/year")
@allow(Permission.REGION_SEE)
def year() -> ResponseReturnValue:
    page = _page()
    sheets = [_districts(page), _themes(page)]
    return asked_file(*sheets) or render_template(
        "region/year.html",
        page=page,
        sheets=sheets,
        here=url_for("region.year", year=page.year),
        can_make_pdfs=paper.can_make_pdfs(),
    )


@bp.get("/year.pdf")
@allow(Permission.REGION_SEE)
def year_pdf() -> Response:
    if not paper.can_make_pdfs():
        raise NotFound
    page = _page()
    html = render_template(
        "paper/region_year.html", page=page, sheets=[_districts(page), _themes(page)]
    )
    return paper.pdf(html, f"region-{page.year}")


def _page() -> RegionYear:
    asked = request.args.get("year", "")
    return region_year(int(asked) if asked.isdecimal() and len(asked) == 4 else None)


def _districts(page: RegionYear) -> Sheet:
    return Sheet(
        name="districts",
        title=_("Districts"),
        columns=(
            Column(_("District")),
            Column(_("Schools"), "count"),
            Column(_("Pupils"), "count"),
            Column(_("Active in four weeks"), "count"),
            Column(_("Lessons finished"), "count"),
            Column(_("Lessons held before classes"), "count"),
            Column(_("Of them by guests"), "count"),
        ),
        rows=tuple(
            Row(
                (
                    one.name or _("No district"),
                    one.schools,
                    shown(one.pupils),
                    shown(one.active),
                    shown(one.finished),
                    one.held,
                    one.by_guests,
                ),
                href=url_for("region.home", q=one.name) if one.name else "",
            )
            for one in page.districts
        ),
    )


def _themes(page: RegionYear) -> Sheet:
    titles = {one: localized(library.get().themes[one].title) for one in THEMES}
    return Sheet(
        name="themes",
        title=_("Lessons finished, by district and theme"),
        columns=(Column(_("District")), *(Column(titles[one], "count") for one in THEMES)),
        rows=(
            *(
                Row((one.name or _("No district"), *(shown(one.themes[t]) for t in THEMES)))
                for one in page.districts
            ),
            Row((_("The region"), *(shown(page.themes[t]) for t in THEMES))),
        ),
    )
