"""PDFs for the printer. Without Pango there are none, and the same sheet is a page to print."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import segno
import structlog
from flask import Response, current_app, request
from markupsafe import Markup

log = structlog.get_logger()


@cache
def can_make_pdfs() -> bool:
    """WeasyPrint draws with Pango, which Debian installs: see docs/operations.md."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        log.warning("pdfs_are_off", reason=str(error).splitlines()[0])
        return False
    return True


def wants_pdf() -> bool:
    """Which of the two buttons of the sheet's form was pressed."""
    return request.form.get("format") == "pdf"


def pdf(html: str, name: str) -> Response:
    """The page as a file. Never kept by a browser: it may hold secrets."""
    from weasyprint import HTML

    static = Path(current_app.static_folder or "")
    page = HTML(string=html, base_url=f"{static.as_uri()}/", url_fetcher=_fetcher(static))
    return Response(
        page.write_pdf(),
        mimetype="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _fetcher(static: Path) -> Any:
    """Only what lies in the static folder: no host and no other file is ever asked."""
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not Path(unquote(urlsplit(url).path)).resolve().is_relative_to(static.resolve()):
                raise ValueError(f"not a file of ours: {url}")
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"])


def qr(address: str, label: str = "") -> Markup:
    """A QR code as a drawing inside the page: no host of others ever sees the address."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=2, omitsize=True, light="#fff", svgclass="qr", lineclass=None)
    role = f'role="img" aria-label="{Markup.escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(drawn.replace("<svg ", f"<svg {role} ", 1))  # noqa: S704
