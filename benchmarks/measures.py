"""Judge a ranking: hit@k, mrr@10 and ndcg@10, each the mean over all questions."""

import math
from collections.abc import Iterable, Mapping, Sequence

DEPTH = 10


def hit(grades: Sequence[int], k: int) -> float:
    """Return 1 when any of the first `k` passages has a positive grade, else 0.

    >>> hit([0, 0, 2], 1), hit([0, 0, 2], 3)
    (0.0, 1.0)
    """
    return float(any(grade > 0 for grade in grades[:k]))


def reciprocal_rank(grades: Sequence[int]) -> float:
    """Return 1 / rank of the first right passage among the first ten, else 0.

    >>> reciprocal_rank([0, 1])
    0.5
    """
    return next((1 / rank for rank, grade in enumerate(grades[:DEPTH], 1) if grade > 0), 0.0)


def ndcg(grades: Sequence[int], judged: Iterable[int]) -> float:
    """Return the discounted gain of the first ten over that of the best order of all judged passages.

    The gain of a grade is 2^grade - 1, its discount log2(rank + 1) (Järvelin and Kekäläinen 2002).

    >>> ndcg([3, 0, 1], [1, 3]) > ndcg([1, 0, 3], [1, 3])
    True
    """
    best = _gain(sorted(judged, reverse=True))
    return _gain(grades) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], 1))


def judge(ranked: Sequence[str], relevant: Mapping[str, int]) -> dict[str, float]:
    """Return all measures of one ranking of passage ids."""
    grades = [relevant.get(passage, 0) for passage in ranked]
    return {
        "hit@1": hit(grades, 1),
        "hit@3": hit(grades, 3),
        "mrr@10": reciprocal_rank(grades),
        "ndcg@10": ndcg(grades, relevant.values()),
    }


def mean(judged: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean of each measure over all questions."""
    return {name: sum(one[name] for one in judged) / len(judged) for name in judged[0]} if judged else {}
