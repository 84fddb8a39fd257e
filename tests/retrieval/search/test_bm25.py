"""The plain field: the scores of rank_bm25, bit for bit, and an idf that stays positive."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from retrieval.search.bm25 import inverse_frequency
from retrieval.search.postings import TermSequences

WORD = st.integers(0, 9)
TEXTS = st.lists(st.lists(WORD, max_size=30), min_size=1, max_size=40).filter(any)
QUESTION = st.lists(WORD, max_size=12)


@given(TEXTS, QUESTION)
@settings(max_examples=200, deadline=None)
def test_scores_are_bit_identical_to_rank_bm25(texts: list[list[int]], question: list[int]) -> None:
    okapi = BM25Okapi(texts, k1=1.2, b=0.75)
    once, parts = TermSequences.of(texts).saturated(len(texts))
    scores = np.zeros(len(texts))
    for word in question:
        here = once.terms == word
        scores[once.texts[here]] += okapi.idf.get(word, 0.0) * parts[here]
    assert np.array_equal(scores, okapi.get_scores(question))


def test_a_word_in_every_passage_still_counts_a_little() -> None:
    common, rare = inverse_frequency(np.array([3, 1]), 3)
    assert 0 < common < rare


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_a_field_without_words_scores_nothing(texts: list[list[int]]) -> None:
    once, parts = TermSequences.of(texts).saturated(len(texts))
    assert [column.tolist() for column in (*once, parts)] == [[], [], []]
