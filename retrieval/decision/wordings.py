"""Questions asked word for word: a heading or another wording of a section is answered by that section."""

from collections import defaultdict
from collections.abc import Iterable

from retrieval.decision.intents import fold_question
from retrieval.search.passages import Passage


class Wordings:
    """Every heading and `also_asked` wording, by its folded text."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._asked: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.part == 0:
                for wording in {fold_question(passage.heading), *map(fold_question, passage.also_asked)} - {""}:
                    self._asked[wording].append(passage)

    def answering(self, question: str, within: str | None) -> tuple[Passage, ...]:
        """Return the passages whose own question this is; `within` keeps to one article by its slug."""
        found = self._asked.get(fold_question(question), [])
        return tuple(passage for passage in found if within in (None, passage.slug))
