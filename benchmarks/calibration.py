"""Fit and check the confidence: logistic regression, AUROC and reliability, in plain numpy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from retrieval.decision.confidence import Features

RIDGE = 1e-3
STEPS = 50


@dataclass(frozen=True, slots=True)
class Judged:
    """A question as it was judged: its features (None where the guard decided), whether the best passage is right."""

    features: Features | None
    confidence: float
    right: bool
    in_scope: bool


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return the chance that a question in scope scores above one out of scope (Hanley and McNeil 1982)."""
    values = np.array([*inside, *outside])
    order, ranks = np.argsort(values, kind="stable"), np.empty(len(values))
    ranks[order] = np.arange(1, len(values) + 1)
    for value in np.unique(values):
        ranks[values == value] = ranks[values == value].mean()
    count = len(inside)
    return float((ranks[:count].sum() - count * (count + 1) / 2) / (count * len(outside)))


def fit(judged: Mapping[str, Sequence[Judged]]) -> str:
    """Fit both models of the confidence anew and give them as lines of Python."""
    return f"RIGHT = {_fit(judged, scope=False)}\nIN_SCOPE = {_fit(judged, scope=True)}"


def _fit(judged: Mapping[str, Sequence[Judged]], scope: bool) -> str:
    """Fit one logistic regression in which every collection counts the same."""
    rows, right, weight = [], [], []
    for several in judged.values():
        measured = [one for one in several if one.features]
        rows += [(*astuple(one.features), 1.0) for one in measured if one.features]
        right += [one.in_scope if scope else one.right for one in measured]
        weight += [1 / len(measured) / len(judged)] * len(measured)
    a, y, w = np.array(rows), np.array(right, float), np.array(weight)
    beta = np.zeros(a.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-a @ beta))
        slope = a.T @ (w * (chance - y)) + RIDGE * np.r_[beta[:-1], 0]
        curve = (a * (w * chance * (1 - chance))[:, None]).T @ a + RIDGE * np.eye(len(beta))
        beta -= np.linalg.solve(curve, slope)
    named = ", ".join(f"{field.name}={value:.1f}" for field, value in zip(fields(Features), beta, strict=False))
    return f"Features({named}), {beta[-1]:.1f}"


def levels(judged: Sequence[Judged]) -> Iterator[tuple[float, float, float, int]]:
    """Yield (from, to, share right, number of questions) for each level of confidence that has questions."""
    for low in np.arange(0, 1, 0.1):
        here = [one.right for one in judged if one.features and low <= one.confidence < low + 0.1]
        if here:
            yield float(low), float(low + 0.1), sum(here) / len(here), len(here)
