"""The chronology of a case for the printer."""

import datetime as dt
from dataclasses import dataclass

from app.core import clock
from app.people.viewer import Viewer
from app.reports.cases import CasePage, case_page


@dataclass(frozen=True, slots=True)
class Print:
    page: CasePage
    by: str
    at: dt.datetime

    @property
    def mark(self) -> str:
        """On every sheet: which case, who printed it and when."""
        moment = clock.local(self.at).strftime("%d.%m.%Y %H:%M")
        return f"№ {self.page.line.id} · {self.by} · {moment}"


def print_of(viewer: Viewer, case_id: int) -> Print:
    return Print(case_page(viewer, case_id), viewer.full_name, clock.now())
