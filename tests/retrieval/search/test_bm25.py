"""The plain field: the scores of rank_bm25 with a mended idf, bit for bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.search.bm25 import Field, Okapi, inverse_frequency

WORD = st.sampled_from("the a stomach cancer trial cell fever call team drip".split())
TEXTS = st.lists(st.lists(WORD, max_size=30), min_size=1, max_size=40).filter(any)
QUESTION = st.lists(WORD, max_size=12)


@given(TEXTS, QUESTION)
@settings(max_examples=200, deadline=None)
def test_scores_are_bit_identical_to_rank_bm25(texts: list[list[str]], question: list[str]) -> None:
    expected = Okapi(texts, k1=1.2, b=0.75).get_scores(question)
    assert np.array_equal(Field(texts).score(question), expected)


def test_a_word_in_every_passage_still_counts_a_little() -> None:
    assert 0 < inverse_frequency(3, 3) < inverse_frequency(1, 3)


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_a_field_without_words_scores_nothing(texts: list[list[str]]) -> None:
    assert Field(texts).score(["cancer"]).tolist() == [0.0] * len(texts)
