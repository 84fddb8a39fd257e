"""What is looked at before publishing, beyond what the reader needs."""

import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from faq.library import Library
from faq.problem import Level, Problem
from faq.rules.checking import Rule, check_folder, content_rules
from tests.faq.conftest import TODAY, Book

REVIEW = "reviewed: 2026-02-01\nreviewed_by: Ann Lee, oncologist\nreview_by: 2026-12-31\ntopics:"


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), ["the review is due by 2026-12-31."]),
        (date(2026, 12, 31), ["the review is due by 2026-12-31."]),
        (date(2027, 1, 1), ["the review was due on 2026-12-31, and every answer says so."]),
    ],
)
def test_a_review_is_asked_for_in_time(book: Book, today: date, says: list[str]) -> None:
    book.edit("topics:", REVIEW)
    problems = book.check(today).problems
    assert [problem.message for problem in problems] == says
    assert all(problem.line == 8 and problem.level is Level.WARNING for problem in problems)


@pytest.mark.parametrize(("key", "line"), [("published: 2026-01-31", 5), ("reviewed: 2026-02-01", 6)])
def test_nothing_happened_in_the_future(book: Book, key: str, line: int) -> None:
    book.edit("topics:", REVIEW.replace("2026-12-31", "2028-12-31"))
    name = key.partition(":")[0]
    for days, expected in ((1, []), (2, [line])):
        book.edit(key, key := f"{name}: {TODAY + timedelta(days)}")
        assert [problem.line for problem in book.check().problems] == expected


def test_a_draft_may_plan_its_day(book: Book, other_article: Callable[..., str]) -> None:
    draft = other_article().replace("published: 2026-01-31", "published: 2027-01-31\nstatus: draft")
    book.write("articles/y.md", draft)
    assert book.says() == []


@pytest.mark.parametrize(("words", "warned"), [(300, False), (301, True)])
def test_a_long_section_is_named_with_its_length(book: Book, words: int, warned: bool) -> None:
    book.edit("It helped 3 of 10 people.[^1]", "\n\n".join(["word"] * words))
    expected = (
        f'faq/articles/x.md:12: "What did the trial find?" has {words} words; more than 300 are not shown at once. '
        "Make 2 sections of it, each with its own question."
    )
    assert [line for line in book.says() if "words;" in line] == ([expected] if warned else [])


def test_a_list_item_without_words_is_named_with_its_line(book: Book) -> None:
    book.edit("It helped 3 of 10 people.[^1]", "It helped:\n\n- 3 of 10 people,[^1]\n-\n- nobody else.")
    expected = "faq/articles/x.md:16: an item of this list has no words. Write the item, or delete its dash."
    assert [line for line in book.says() if "no words" in line] == [expected]


def test_spanish_is_not_graded_as_english(book: Book) -> None:
    hard = "Incomprensibilidades administrativas internacionales caracterizaban extraordinariamente las "
    book.edit("It helped 3 of 10 people.[^1]", hard * 6 + "cosas.")
    assert any("hard to read" in line for line in book.says())
    book.edit("topics:", "lang: es\ntopics:")
    assert not any("hard to read" in line for line in book.says())


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("Is the treatment safe?", "the words that count are the same"),
        ("Is this treatment safe?", "the words that count are the same"),
        ("Is it a safe treatment?", "the words that count are the same"),
        ("Is one treatment safe in adults over sixty?", None),
        ("Why is the treatment safe?", None),
        ("Who gets the treatment?", None),
    ],
)
def test_questions_that_are_nearly_the_same(
    book: Book, other_article: Callable[..., str], heading: str, reason: str | None
) -> None:
    book.edit("Is it safe?", "Is the treatment safe?")
    book.write("articles/y.md", other_article().replace("How is it given?", heading))
    start = f'faq/articles/y.md:18: "{heading}" is nearly "Is the treatment safe?" of faq/articles/x.md:18: {reason}.'
    assert [line.startswith(start) for line in book.says()] == ([True] if reason else [])


def test_the_words_that_differ_are_told(book: Book, other_article: Callable[..., str]) -> None:
    book.edit("[did it work]", "['did the tumour shrink with two new drugs']")
    wording = "did the tumours shrink with new drugs"
    book.write("articles/y.md", other_article().replace("who was helped by the other one", wording))
    [line] = book.says()
    assert line.startswith(f'faq/articles/y.md:8: "{wording}" is nearly "did the tumour shrink with two new drugs" of')
    assert "faq/articles/x.md:8: they differ only in two." in line


def test_a_copied_article_is_told_in_a_few_lines(book: Book) -> None:
    questions = "".join(f"\n### Question number {n}?\n\nAnswer.\n" for n in range(30))
    book.edit("## Key takeaway", f"{questions}\n## Key takeaway")
    copied = (book.folder / "articles/x.md").read_text("utf-8").replace("title: Does", "title: Why does")
    book.write("articles/y.md", copied)
    lines = book.says()
    assert len(lines) == 6
    assert lines[0].startswith("faq/articles/y.md:1: 27 more questions are nearly those of faq/articles/x.md.")


def test_a_rule_of_the_finder_waits_until_nothing_is_broken(book: Book) -> None:
    def never_pleased(library: Library) -> list[Problem]:
        return [Problem("faq/articles/x.md", 1, "no.", "Try again.", Level.WARNING)]

    rules = (*content_rules(TODAY, book.folder), Rule("finding", never_pleased, whole=True))
    assert [problem.message for problem in check_folder(book.folder, rules).problems] == ["no."]
    book.edit("people.[^1]", "people.[^2]")
    checked = check_folder(book.folder, rules)
    assert [problem.line for problem in checked.problems] == [14]
    assert "Mend the errors first; these checks wait until then: questions that are nearly the same, finding." in (
        checked.notes
    )


def test_only_the_files_asked_for_are_told(book: Book, other_article: Callable[..., str], tmp_path: Path) -> None:
    book.edit("people.[^1]", "people.[^2]")
    article = book.write("articles/y.md", other_article())
    rules = content_rules(TODAY, book.folder)
    checked = check_folder(book.folder, rules, [article])
    assert (checked.problems, checked.articles, checked.sections) == ((), 1, 4)
    checked = check_folder(book.folder, rules, [book.folder / "wording.toml"])
    assert (checked.problems, checked.articles) == ((), 0)
    assert len(check_folder(book.folder, rules, [book.folder / "articles/x.md"]).problems) == 1


def test_a_file_elsewhere_is_judged_as_an_article(
    book: Book, other_article: Callable[..., str], tmp_path: Path
) -> None:
    draft = tmp_path / "my-draft.md"
    text = other_article("Does the treatment work?").replace("topics:", "status: draft\ntopics:")
    draft.write_text(text.replace("Nobody knows yet.", "See [this](x.md#nowhere)."), "utf-8")
    checked = check_folder(book.folder, content_rules(TODAY, book.folder), [draft])
    assert [(problem.file, problem.line, problem.level) for problem in checked.problems] == [
        (str(draft), 2, Level.ERROR),
        (str(draft), 21, Level.ERROR),
    ]
    assert (checked.articles, checked.sections) == (1, 4)


def test_a_new_version_of_a_list_can_be_tried_elsewhere(book: Book, tmp_path: Path) -> None:
    trial = tmp_path / "synonyms.toml"
    trial.write_text('[[equal]]\nwords = ["tummy"]\n', "utf-8")
    [problem] = check_folder(book.folder, content_rules(TODAY, book.folder), [trial]).problems
    assert (problem.file, problem.line) == (str(trial), 1)


class TestUnderGit:
    """A reviewed text that changed must be reviewed again."""

    @pytest.fixture
    def committed(self, book: Book) -> Book:
        book.edit("topics:", REVIEW)
        for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
            names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *names, *arguments], cwd=book.folder, check=True)
        return book

    def test_nothing_changed(self, committed: Book) -> None:
        assert committed.says() == []
        assert committed.check().notes == ()

    def test_the_text_changed(self, committed: Book) -> None:
        committed.edit("3 of 10", "4 of 10")
        assert committed.says() == [
            "faq/articles/x.md:6: the text changed, but it is still said to be reviewed on 2026-02-01. "
            "Have the change checked and write the new date, or delete reviewed, reviewed_by and review_by."
        ]

    def test_a_committed_change_still_has_no_review(self, committed: Book) -> None:
        committed.edit("3 of 10", "4 of 10")
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *names, "commit", "-qam", "An edit"], cwd=committed.folder, check=True)
        committed.edit("topics: [trials]", "topics: [tests]")
        subprocess.run(["git", *names, "commit", "-qam", "Another"], cwd=committed.folder, check=True)
        assert [problem.line for problem in committed.check().problems] == [6]

    def test_a_later_next_review_is_no_review(self, committed: Book) -> None:
        committed.edit("3 of 10", "4 of 10")
        committed.edit("review_by: 2026-12-31", "review_by: 2027-12-31")
        assert [problem.line for problem in committed.check().problems] == [6]

    def test_the_text_changed_and_was_reviewed(self, committed: Book) -> None:
        committed.edit("3 of 10", "4 of 10")
        committed.edit("reviewed: 2026-02-01", "reviewed: 2026-11-20")
        assert committed.says() == []

    @pytest.mark.parametrize(("old", "new"), [("topics: [trials]", "topics: [tests]"), ("10 people", "10\npeople")])
    def test_what_patients_read_did_not_change(self, committed: Book, old: str, new: str) -> None:
        committed.edit(old, new)
        assert committed.says() == []

    def test_a_new_article_has_no_earlier_version(self, committed: Book, other_article: Callable[..., str]) -> None:
        committed.write("articles/y.md", other_article().replace("topics:", REVIEW))
        subprocess.run(["git", "add", "."], cwd=committed.folder, check=True)
        committed.edit("3 of 10", "4 of 10")
        assert [problem.file for problem in committed.check().problems] == ["faq/articles/x.md"]

    def test_without_git_it_is_skipped_with_a_word(self, book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
        note = 'Skipped "changed without a review": there is no earlier version under git to compare with.'
        assert book.check().notes == (note,)
        monkeypatch.setenv("PATH", "")
        assert book.check().notes == (note,)


@pytest.mark.parametrize(("wording", "told"), [("did it work", 0), ("did the operation work", 1)])
def test_only_wordings_that_point_back_may_stand_in_several_articles(
    book: Book, other_article: Callable[..., str], wording: str, told: int
) -> None:
    book.edit("[did it work]", f"[{wording}]")
    book.write("articles/y.md", other_article().replace("who was helped by the other one", wording))
    assert len(book.says()) == told
