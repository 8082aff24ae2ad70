"""A stub of Kundelik, ours: the shapes that public clients of its API document, on a real port."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from app.interop.kundelik.client import Config

ACCESS, REFRESH, NEWER = "token-1", "refresh-1", "token-2"
CLASS_ID, GIRL, BOY = "1000000000000000872", "1000004567890123457", "1000004567890123461"
OUTAGE = "<html><body><h1>Ведутся технические работы</h1></body></html>"


def group(number, name, parallel=7, **changed):
    return {
        "id": int(number),
        "id_str": number,
        "parentIds": [],
        "type": "Group",
        "name": name,
        "fullName": name,
        "parallel": parallel,
        "status": "Active",
        "studyyear": 2026,
        "journaltype": "Criteria",
        **changed,
    }


def person(number, family, given, middle="", **changed):
    return {
        "id": int(number),
        "id_str": number,
        "userId": int(number) + 1,
        "shortName": f"{given} {family[0]}.",
        "lastName": family,
        "firstName": given,
        "middleName": middle,
        "sex": "Female",
        "birthday": "2014-03-14T00:00:00",
        **changed,
    }


class Kundelik:
    """What it holds, what it was asked, and in which ways it is to misbehave."""

    def __init__(self):
        self.context = {
            "userId": 1,
            "roles": ["EduStaff"],
            "children": [],
            "schools": [{"id": 1000002283077, "name": "№ 14 мектеп-гимназия", "groupIds": []}],
            "eduGroups": [],
        }
        self.groups = [
            group(CLASS_ID, "7-Ә"),
            group("1000000000000000873", "7-Ә Ағылшын", type="Subgroup"),
            group("1000000000000000874", "6-Ә", parallel=6, status="Archive"),
        ]
        self.persons = [
            person(GIRL, "Оспанова", "Айару", "Нұрланқызы"),
            person(BOY, "Қасымов", "Дәулет"),
        ]
        self.page_size = 100
        self.valid = {ACCESS}
        self.outage_at = None
        self.busy = 0
        self.next_host = ""
        self.asked = Counter()
        self.grants = []

    def answer(self, path, query):
        if path.endswith("/context"):
            return self.context, None
        if path.endswith("/edu-groups"):
            return self.groups, None
        start = int(query.get("page", ["0"])[0]) * self.page_size
        some = self.persons[start : start + self.page_size]
        more = start + self.page_size < len(self.persons)
        return some, f"{path}?page={start // self.page_size + 1}" if more else None


class Handler(BaseHTTPRequestHandler):
    kundelik: Kundelik

    def do_GET(self):
        parts = urlsplit(self.path)
        self.kundelik.asked[parts.path] += 1
        if self.kundelik.busy:
            self.kundelik.busy -= 1
            self.send(429, {"type": "apiServerError"}, {"Retry-After": "3"})
        elif self.kundelik.outage_at and self.kundelik.outage_at in parts.path:
            self.send(200, OUTAGE)
        elif self.headers.get("Access-Token") not in self.kundelik.valid:
            self.send(401, {"type": "authorizationFailed", "description": "expired"})
        else:
            body, more = self.kundelik.answer(parts.path, parse_qs(parts.query))
            links = {"Link": f'<{self.kundelik.next_host}{more}>; rel="next"'} if more else {}
            self.send(200, body, links)

    def do_POST(self):
        grant = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.kundelik.grants.append(grant)
        if grant.get("code") == "good-code":
            self.send(200, {"accessToken": ACCESS, "refreshToken": REFRESH, "expiresIn": 3600})
        elif grant.get("refresh_token") == REFRESH:
            self.kundelik.valid.add(NEWER)
            self.send(200, {"accessToken": NEWER, "refreshToken": REFRESH})
        else:
            self.send(400, {"type": "parameterInvalid", "description": "code"})

    def send(self, status, body, headers=None):
        is_page = isinstance(body, str)
        data = (body if is_page else json.dumps(body)).encode()
        self.send_response(status)
        kind = "text/html" if is_page else "application/json"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def serving(kundelik: Kundelik) -> Iterator[Config]:
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Bound", (Handler,), {"kundelik": kundelik})
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Config(
            client_id="adal",
            client_secret="hush",
            login_url=f"{address}/oauth2",
            token_url=f"{address}/v2/authorizations",
            api_url=f"{address}/v2",
        )
    finally:
        server.shutdown()
        server.server_close()
