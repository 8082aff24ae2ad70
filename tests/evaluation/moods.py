"""M1 and M2 over whole school years: what they find, how late, and how much work they make."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from app.risk import mood
from app.risk.mood import MoodFinding, Reply
from tests.evaluation.cohorts import SEEDS, WEEKS, Cohort, Pupil, day_of, school

# What children say to the card, assumed and frozen: talk, not now, fine.
REPLIES: tuple[Reply, ...] = ("talk", "not-now", "fine")
LOW_SAYS, OTHERS_SAY = (20, 50, 30), (5, 35, 60)
# A finding up to two weeks after a spell has ended is still about it.
GRACE = 2


@dataclass(slots=True)
class Opened:
    """A finding as the database would keep it (app.risk.mood.Earlier)."""

    rule: str
    severity: int
    occasion: str
    opened_on: dt.date
    ended_on: dt.date | None = None
    quiet_until: dt.date | None = None
    week: int = 0
    is_true: bool = False
    # The week in which it reached the psychologist, if it did.
    reached: int | None = None


def live(pupil: Pupil, chance: Random) -> list[Opened]:
    """A year of one pupil: findings open, are asked about, reach staff or end."""
    opened: list[Opened] = []
    for week in range(WEEKS):
        faces = pupil.faces(week)
        for one in opened:
            if one.ended_on is None and mood.has_ended(faces, on=day_of(week)):
                one.ended_on = day_of(week)
        if week not in pupil.answers:
            continue
        finding = mood.find(faces, age=pupil.age, on=day_of(week))
        if finding and mood.may_open(finding, opened, on=day_of(week)):
            opened.append(_open(finding, week, pupil, chance))
    return opened


def _open(finding: MoodFinding, week: int, pupil: Pupil, chance: Random) -> Opened:
    spell = pupil.spell
    is_true = spell is not None and spell.first <= week <= spell.last + GRACE
    one = Opened(finding.rule, finding.severity, finding.occasion, day_of(week), week=week)
    one.is_true = is_true
    weights = LOW_SAYS if is_true else OTHERS_SAY
    _after_the_card(one, chance.choices(REPLIES, weights, k=2))
    return one


def _after_the_card(one: Opened, replies: Sequence[Reply]) -> None:
    """The second reply comes a week later, where the first was "not now"."""
    asked = list(replies if replies[0] == "not-now" else replies[:1])
    step = mood.next_step(one.rule, replies=asked, lows_since=0, is_quiet=asked[-1] == "fine")
    if step == "quiet":
        one.quiet_until = one.opened_on + mood.QUIET_AFTER_FINE
    if step in ("help-request", "weekly-list"):
        one.reached = one.week + len(asked) - 1


@dataclass(frozen=True, slots=True)
class Result:
    """Of all years of a cohort. Loads are for 1,000 pupils and week."""

    cohort: str
    found: float
    soft_load: float
    precision: float
    spells_found: float
    always_low_found: float
    median_days: float
    kk_ru_gap: float


def evaluate(cohort: Cohort, seeds: Iterable[int] = SEEDS) -> Result:
    years = [
        (pupil, live(pupil, Random(f"replies {seed} {number}")))
        for seed in seeds
        for number, pupil in enumerate(school(cohort, seed))
    ]
    opened = [one for _pupil, found in years for one in found]
    scale = 1_000 / len(years) / WEEKS
    spells = [found for pupil, found in years if _has_spell(pupil)]
    always_low = [found for pupil, found in years if _is_always_low(pupil)]
    return Result(
        cohort=cohort.name,
        found=len(opened) * scale,
        soft_load=sum(one.reached is not None for one in opened) * scale,
        precision=_share(one.is_true for one in opened),
        spells_found=_share(map(_is_found, spells)),
        always_low_found=_share(map(_is_found, always_low)),
        median_days=_median_delay(years),
        kk_ru_gap=abs(_rate(years, "kk") - _rate(years, "ru")),
    )


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else float("nan")


def _is_found(found: Sequence[Opened]) -> bool:
    return any(one.is_true for one in found)


def _has_spell(pupil: Pupil) -> bool:
    return pupil.spell is not None and not pupil.spell.is_whole_year


def _is_always_low(pupil: Pupil) -> bool:
    return pupil.spell is not None and pupil.spell.is_whole_year


def _median_delay(years: Sequence[tuple[Pupil, list[Opened]]]) -> float:
    """From the first week of a spell to the first true finding, in days."""
    delays = [
        7 * (min(one.week for one in found if one.is_true) - pupil.spell.first)
        for pupil, found in years
        if pupil.spell and _has_spell(pupil) and _is_found(found)
    ]
    return median(delays) if delays else float("nan")


def _rate(years: Sequence[tuple[Pupil, list[Opened]]], language: str) -> float:
    """Share of the pupils of a language of whom anything was found."""
    return _share(bool(found) for pupil, found in years if pupil.language == language)


HEAD = (
    "cohort", "found", "to staff", "precision", "spells", "always low", "days", "kk-ru"
)  # fmt: skip


def table(results: Iterable[Result]) -> str:
    lines = [f"{HEAD[0]:28}" + "".join(f"{one:>11}" for one in HEAD[1:])]
    for one in results:
        figures = (
            f"{one.found:.1f}",
            f"{one.soft_load:.1f}",
            f"{one.precision:.2f}",
            f"{one.spells_found:.2f}",
            f"{one.always_low_found:.2f}",
            f"{one.median_days:.0f}",
            f"{one.kk_ru_gap:.3f}",
        )
        lines.append(f"{one.cohort:28}" + "".join(f"{figure:>11}" for figure in figures))
    return "\n".join(lines)


# The gates of §12.1, for the cohort of §5.
SOFT_BUDGET, LEAST_PRECISION, LARGEST_GAP = 5.0, 0.5, 0.05


def gates(result: Result) -> dict[str, bool]:
    return {
        f"soft load at most {SOFT_BUDGET:g} per 1,000 a week": result.soft_load <= SOFT_BUDGET,
        f"precision at least {LEAST_PRECISION:g}": result.precision >= LEAST_PRECISION,
        f"kk and ru differ by at most {LARGEST_GAP:g}": result.kk_ru_gap <= LARGEST_GAP,
    }
