"""What the word lists find in texts with known truth, each half by itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.risk import words
from app.risk.words import Rule
from tests.evaluation.texts import LANGUAGES, Half, Text, lesson_texts, share_of_variants, texts

RULES: tuple[Rule, ...] = ("T1", "T2", "T3")
# Gates: domain/safeguarding.md §12.3 and the sizes that make a result worth reading.
MOST_HITS_PER_THOUSAND = 0.5
FEWEST_POSITIVES, FEWEST_NEGATIVES, MOST_VARIANTS = 150, 1500, 0.1


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one language and half: found of all for each rule, and what was found in vain."""

    language: str
    half: Half
    found: dict[Rule, int]
    positives: dict[Rule, int]
    others: list[Text]
    in_vain: list[Text]

    @property
    def negatives(self) -> int:
        return len(self.others)

    def in_vain_of(self, *, is_hard: bool) -> tuple[int, int]:
        """How many such texts were found in vain, and of how many."""
        of = sum(text.is_hard == is_hard for text in self.others)
        return sum(text.is_hard == is_hard for text in self.in_vain), of

    @property
    def hits_per_thousand(self) -> float:
        return 1000 * len(self.in_vain) / self.negatives

    @property
    def precision(self) -> float:
        hits = sum(self.found.values())
        return hits / ((hits + len(self.in_vain)) or 1)


def tallies(halves: Sequence[Half]) -> list[Tally]:
    return [_tally(language, half) for half in halves for language in LANGUAGES]


def _tally(language: str, half: Half) -> Tally:
    those = [text for text in texts(language) if text.half == half]
    wanted = {rule: [text for text in those if text.rule == rule] for rule in RULES}
    others = [text for text in those if text.rule == "none"]
    return Tally(
        language,
        half,
        found={rule: sum(_is_found(text) for text in wanted[rule]) for rule in RULES},
        positives={rule: len(wanted[rule]) for rule in RULES},
        others=others,
        in_vain=[text for text in others if words.find(text.text)],
    )


def _is_found(text: Text) -> bool:
    """As the right rule: whom it reaches depends on it."""
    finding = words.find(text.text)
    return finding is not None and finding.rule == text.rule


def table(results: Iterable[Tally]) -> str:
    head = f"{'half':<9} {'':<3}" + "".join(f"{rule:>15}" for rule in RULES)
    head += f"{'in vain':>14} {'per 1,000':>10} {'precision':>10}"
    return "\n".join([head, *map(_row, results)])


def _row(one: Tally) -> str:
    rules = "".join(f"{_share(one, rule):>15}" for rule in RULES)
    vain = f"{len(one.in_vain)} of {one.negatives}"
    tail = f"{vain:>14} {one.hits_per_thousand:>10.1f} {one.precision:>10.2f}"
    return f"{one.half:<9} {one.language:<3}{rules}{tail}"


def _share(one: Tally, rule: Rule) -> str:
    found, of = one.found[rule], one.positives[rule]
    return f"{found} of {of} {found / of:.2f}"


def kinds(results: Iterable[Tally]) -> str:
    """Of what kind the texts were in which something was found in vain."""
    seen = Counter((one.half, text.language, text.kind) for one in results for text in one.in_vain)
    return "\n".join(f"{' '.join(key)}: {count}" for key, count in sorted(seen.items())) or "none"


def gates(results: Sequence[Tally]) -> dict[str, bool]:
    """On the measured half, and on the texts of the lessons themselves."""
    measured = [one for one in results if one.half == "measured"]
    hard = [one.in_vain_of(is_hard=True) for one in measured]
    ordinary = [one.in_vain_of(is_hard=False) for one in measured]
    lessons = lesson_texts()
    return {
        **_gate(
            "all measured texts",
            sum(len(one.in_vain) for one in measured),
            sum(one.negatives for one in measured),
        ),
        **_gate("hard texts", sum(vain for vain, _ in hard), sum(of for _, of in hard)),
        **_gate("ordinary texts", sum(v for v, _ in ordinary), sum(of for _, of in ordinary)),
        **_gate("texts of lessons", sum(bool(words.find(one)) for one in lessons), len(lessons)),
        **sizes(),
    }


def _gate(what: str, vain: int, of: int) -> dict[str, bool]:
    line = f"{what}: {vain} of {of} in vain, {1000 * vain / of:.2f} per 1,000"
    return {
        f"{line} (at most {MOST_HITS_PER_THOUSAND})": 1000 * vain <= MOST_HITS_PER_THOUSAND * of
    }


def sizes() -> dict[str, bool]:
    return dict(_sizes())


def _sizes() -> Iterator[tuple[str, bool]]:
    for language in LANGUAGES:
        those = texts(language)
        negatives = [text.text for text in those if text.rule == "none"]
        variants = share_of_variants([text.text for text in those])
        yield (
            f"{language}: {len(those) - len(negatives)} positives, {len(negatives)} negatives, "
            f"{100 * variants:.1f} % variants of another line",
            len(those) - len(negatives) >= FEWEST_POSITIVES
            and len(negatives) >= FEWEST_NEGATIVES
            and variants <= MOST_VARIANTS,
        )
