"""One spelling for the many that children use. Pure.

Kazakh and Russian are typed without their own letters, with Latin ones, or with both in one line:
«өлгім келеді», «олгим келеди» and «olgim keledi» are read as the same words.
"""

import re

_PAIRS = {
    "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "г", "ya": "я", "yu": "ю", "yo": "е",
    "ts": "ц", "ье": "ие", "ьё": "ие",
}  # fmt: skip
_PAIR = re.compile("|".join(_PAIRS))
_LETTERS = str.maketrans(
    "әғқңөұүһіыйёabcdefghijklmnopqrstuvwxyz",
    "агкноуухииие" + "абкдефгхижклмнопкрстувухиз",
    "ьъ",
)


def folded(text: str) -> str:
    return _PAIR.sub(lambda pair: _PAIRS[pair.group()], text).translate(_LETTERS)
