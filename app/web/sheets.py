"""One table, three ways to have it: the page itself, ?format=xlsx and ?format=csv."""

from flask import Response, request

from app.core import clock
from app.interop import sheets as files
from app.reports.sheets import Sheet
from app.web.downloads import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def asked_file(*sheets: Sheet) -> Response | None:
    """The file that ?format= asks for; None where the page is wanted.

    Of several tables ?sheet= chooses the one for CSV; a workbook has a page for each.
    """
    wanted = request.args.get("format")
    if wanted == "xlsx":
        return download(files.as_xlsx(list(sheets)), XLSX, f"{sheets[0].name}-{_day()}.xlsx")
    if wanted == "csv":
        asked = request.args.get("sheet")
        chosen = next((one for one in sheets if one.name == asked), sheets[0])
        return download(files.as_csv(chosen), CSV, f"{chosen.name}-{_day()}.csv")
    return None


def _day() -> str:
    return clock.today().isoformat()
