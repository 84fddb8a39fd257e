"""Fit and check the confidence: logistic regression, AUROC and reliability, in plain numpy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from retrieval.decision.confidence import Features, chance

RIDGE = 1e-3
STEPS = 50
DEAR = 3.0
"""What a question about another disease or drug counts beside any other: to answer it is the worst mistake."""

Model = tuple[Features, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged question: its features (None where a rule held it back), whether the best section is right.

    `dear` says that an answer would be about another disease or drug.
    """

    features: Features | None
    confidence: float
    right: bool
    in_scope: bool
    dear: bool = False


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return the chance that a question in scope scores above one out of scope (Hanley and McNeil 1982)."""
    values = np.array([*inside, *outside])
    order, ranks = np.argsort(values, kind="stable"), np.empty(len(values))
    ranks[order] = np.arange(1, len(values) + 1)
    for value in np.unique(values):
        ranks[values == value] = ranks[values == value].mean()
    count = len(inside)
    return float((ranks[:count].sum() - count * (count + 1) / 2) / (count * len(outside)))


def fit(judged: Sequence[Sequence[Judged]], scope: bool = False) -> Model:
    """Fit one logistic regression in which every collection counts the same."""
    rows, right, weight = [], [], []
    for several in judged:
        measured = [(one, one.features) for one in several if one.features]
        dear = [DEAR if one.dear and not scope else 1.0 for one, _ in measured]
        rows += [(*astuple(found), 1.0) for _, found in measured]
        right += [one.in_scope if scope else one.right for one, _ in measured]
        weight += [each / sum(dear) / len(judged) for each in dear]
    a, y, w = np.array(rows), np.array(right, float), np.array(weight)
    beta = np.zeros(a.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-a @ beta))
        slope = a.T @ (w * (likely - y)) + RIDGE * np.r_[beta[:-1], 0]
        curve = (a * (w * likely * (1 - likely))[:, None]).T @ a + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(curve, slope)
    return Features(*beta[:-1].tolist()), float(beta[-1])


def written(model: Model) -> str:
    """Return a model as it stands in Python, one decimal each."""
    named = ", ".join(f"{field.name}={getattr(model[0], field.name):.1f}" for field in fields(Features))
    return f"Features({named}), {model[1]:.1f}"


def left_out(judged: Mapping[str, Sequence[Judged]], group: Mapping[str, str]) -> Iterator[tuple[float, bool]]:
    """Yield (chance, right) for each question, by a model fitted without the collections of its own group."""
    for name, several in judged.items():
        others = [rows for other, rows in judged.items() if group[other] != group[name]]
        model = fit(others)
        yield from ((chance(one.features, model), one.right) for one in several if one.features)


def levels(judged: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, float, int]]:
    """Yield (from, to, share right, number of questions) for each level of confidence that has questions."""
    for low in np.arange(0, 1, 0.1):
        here = [right for likely, right in judged if low <= likely < low + 0.1]
        if here:
            yield float(low), float(low + 0.1), sum(here) / len(here), len(here)
