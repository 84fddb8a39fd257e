"""What is asked of a subject: what it costs, how it is treated, how many there are, what it may cause.

A section that says nothing of that does not answer, however well its subject fits.
"""

from retrieval.decision.closed_classes import closed_classes
from retrieval.decision.question import Question
from retrieval.decision.subjects import PLAIN
from retrieval.text.asked import counted
from retrieval.text.query import mended
from retrieval.text.tokens import split
from retrieval.text.writing import asking_sentence


def lacks_matter(question: Question, section: str) -> bool:
    """Say whether a section says nothing of what is asked: money, death, symptoms, an operation, a number.

    Of a long story only the sentence that asks counts.
    """
    subjects = question.subjects
    thing = counted(question.query.text)
    if thing and not subjects.counts(section, thing):
        return True
    asking = {word.casefold() for word in split(asking_sentence(mended(question.query)))}
    said, asked = subjects.said(section), {subjects.stem(word) for word in question.ways if word in asking}
    return any(asked & group and not said & group for group in closed_classes(subjects.index.language).matters)


def lacks_effect(question: Question, section: str) -> bool:
    """Say whether a question asks if one thing causes another, and a section never says the other.

    That one vaccine is good against a disease is no answer to whether it causes another.
    """
    subjects, words = question.subjects, question.written
    causing = closed_classes(subjects.index.language).causing
    verbs = [place for place, word in enumerate(words) if subjects.stem(word) in causing]
    after = words[verbs[-1] + 1 :] if verbs else []
    effects = [w for w in after if w in question.ways and subjects.is_subject_word(w) and subjects.names(w, PLAIN)]
    return bool(effects) and len(question.lacking(subjects.said(section), effects)) == len(effects)
