"""General English: read from the installed word list, without importing the package."""

import subprocess
import sys

from retrieval.text.frequency import general_frequency, looks_like_drug, seen_words


def test_common_words_are_more_frequent_than_rarer_ones() -> None:
    zipf = general_frequency()
    assert zipf["the"] > zipf["cancer"] > zipf["melanoma"] >= 3


def test_a_language_without_a_list_has_no_words() -> None:
    assert general_frequency("xx") == {}
    assert "word" not in seen_words("xx")


def test_rare_words_are_told_from_slips() -> None:
    assert "murine" in seen_words()
    assert "melenoma" not in seen_words()


def test_names_of_drugs_are_recognised_by_their_ending() -> None:
    assert looks_like_drug("pembrolizumab")
    assert not looks_like_drug("cancel")


def test_the_word_list_is_read_without_importing_wordfreq() -> None:
    module = "retrieval.text.frequency"
    code = f"import sys, retrieval.search.index, {module} as e; e.seen_words(); assert 'wordfreq' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
