"""Files of pupils for tests, made in memory: workbooks, tables of text, archives."""

import io
import zipfile

from openpyxl import Workbook

HEADINGS = ("Фамилия", "Имя", "Отчество", "Класс", "Дата рождения", "Язык обучения", "ID")
ROWS = (
    ("Оспанова", "Айару", "Нұрланқызы", "7 «Ә»", "14.03.2014", "казахский", "000123"),
    ("Қасымов", "Дәулет", "", "7 «Ә»", "02.09.2013", "казахский", ""),
    ("Ли", "Тимофей", "", "7 «Б»", "11.12.2013", "русский", "17"),
)


def xlsx(*rows, headings=HEADINGS, sheets=None, change=None):
    """`sheets` gives further sheets by name; `change(sheet)` spoils the first one."""
    book = Workbook()
    sheet = book.active
    for row in (headings, *(rows or ROWS)):
        sheet.append(list(row))
    for name, content in (sheets or {}).items():
        other = book.create_sheet(name)
        for row in content:
            other.append(list(row))
    if change:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def csv(*rows, headings=HEADINGS, encoding="utf-8", separator=";"):
    lines = [separator.join(row) for row in (headings, *(rows or ROWS))]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def archive(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return file.getvalue()


def oneroster(version="1.1", **changed):
    """A small school as the standard's CSV binding writes it."""
    files = {
        "manifest.csv": "propertyName,value\nmanifest.version,1.0\n"
        f"oneroster.version,{version}\nfile.users,bulk\n",
        "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
        "org-1,,,№ 14 мектеп,school,,\n",
        "academicSessions.csv": "sourcedId,status,dateLastModified,title,type,startDate,endDate,"
        "parentSourcedId,schoolYear\nterm-1,,,2026,schoolYear,2026-09-01,2027-05-25,,2027\n",
        "classes.csv": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,"
        "classType,location,schoolSourcedId,termSourcedIds\n"
        "c-7a,,,7 «Ә»,7,co,,homeroom,,org-1,term-1\n"
        "c-7b,,,7-Б,7,co,,homeroom,,org-1,term-1\n"
        "c-alg,,,Algebra 7,7,co,,scheduled,,org-1,term-1\n",
        "users.csv": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,"
        "userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,"
        "grades,password\n"
        "u-1,,,true,org-1,student,ayaru,,Айару,Оспанова,Нұрланқызы,,,,,,7,secret\n"
        "u-2,,,true,org-1,student,tim,,Тимофей,Ли,,,,,,,7,\n"
        "u-3,,,true,org-1,teacher,vera,,Вера,Орлова,,,,,,,,\n",
        "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
        "userSourcedId,role,primary,beginDate,endDate\n"
        "e-1,,,c-7a,org-1,u-1,student,,,\n"
        "e-2,,,c-alg,org-1,u-1,student,,,\n"
        "e-3,,,c-7b,org-1,u-2,student,,,\n"
        "e-4,,,c-7a,org-1,u-3,teacher,true,,\n",
    } | {f"{name}.csv": content for name, content in changed.items()}
    return archive({name: content for name, content in files.items() if content is not None})
