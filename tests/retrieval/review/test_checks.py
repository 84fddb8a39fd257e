"""The rules of `flask faq check` that ask the answerer."""

from pathlib import Path
from typing import Any

from faq.library import read_library
from faq.rules.checking import check_folder
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.review.checks import golden_questions, idle_synonyms, publishing_rules, wordings_lost

GOUT = {"What is gout?": "Gout is swelling of a joint.", "How is gout treated?": "Gout is treated with rest."}


def engine_of(folder: Path) -> Engine:
    return Engine(read_library(folder), AnswerOptions())


def test_the_projects_own_test_questions_come_out_as_the_clinic_wants(engine: Engine) -> None:
    assert [str(problem) for problem in golden_questions(engine)] == []


def test_a_test_question_that_flips_is_named_with_what_came(write: Any) -> None:
    folder = write("gout", "Gout", GOUT)
    (folder / "questions.toml").write_text(
        '[[must_answer]]\nquestion = "How is gout treated?"\nsection = "gout#what-is-gout"\n'
        '[[must_refuse]]\nquestion = "What is gout?"\n'
        '[[emergency]]\nquestion = "my toe hurts"\nkind = "team"\n',
        "utf-8",
    )
    told = [str(problem) for problem in golden_questions(engine_of(folder))]
    assert len(told) == 3
    assert told[0].startswith("faq/questions.toml:1: ")
    assert "gout#how-is-gout-treated came" in told[0]


def test_a_wording_that_is_no_question_for_its_section_is_named(write: Any) -> None:
    folder = write("gout", "Gout", GOUT, "also_asked:\n  what-is-gout: [thanks a lot, swollen toe]\n")
    told = [str(problem) for problem in wordings_lost(engine_of(folder))]
    assert len(told) == 1
    assert 'asking "thanks a lot" is taken for small talk (thanks)' in told[0]


def test_no_wording_of_the_project_is_won_by_another_section(engine: Engine) -> None:
    lost = wordings_lost(engine)
    asked = sum(len(section.also_asked) for article in engine.library.published() for section in article.sections)
    assert len(lost) <= asked // 20, lost


def test_a_synonym_that_leads_nowhere_is_named_with_its_line(write: Any) -> None:
    folder = write("gout", "Gout", GOUT)
    (folder / "synonyms.toml").write_text(
        '[[one_way]]\nlay = "sore toe"\nmeans = "gout"\n[[one_way]]\nlay = "pox"\nmeans = "variola"\n', "utf-8"
    )
    told = [str(problem) for problem in idle_synonyms(engine_of(folder))]
    assert told == [
        'faq/synonyms.toml:5: "pox", "variola": no article has the words these lead to. '
        "Correct a word or delete the entry."
    ]


def test_the_check_asks_with_the_options_of_the_site(write: Any) -> None:
    """Where STALE_AFTER_DAYS takes an old article out of the answers, its test question must fail the check."""
    review = "reviewed: 2020-01-01\nreviewed_by: A. Nurse, nurse\nreview_by: 2021-01-01\n"
    folder = write("gout", "Gout", GOUT, review)
    (folder / "questions.toml").write_text(
        '[[must_answer]]\nquestion = "How is gout treated?"\nsection = "gout#how-is-gout-treated"\n', "utf-8"
    )

    def said(options: AnswerOptions) -> list[str]:
        checked = check_folder(folder, publishing_rules(folder, options))
        return [str(problem) for problem in checked.problems if "must be answered" in problem.message]

    assert said(AnswerOptions()) == []
    assert len(said(AnswerOptions(stale_after_days=30))) == 1
