"""What a section is about, what it mentions, and what each word of a question weighs.

A section is about the words of its title, its heading, its topics and what patients say when they mean it; it mentions
the words of its text. Every word of a question is evidence: how much depends on how rare it is in English and how well
it tells the passages of this library apart. No list says which words are subjects.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from math import log

from retrieval.decision.closed_classes import closed_classes
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.text.asked import counts
from retrieval.text.tokens import reader, split

NAMING = 4.2
"""Words below this Zipf value (outside the 3,500 or so commonest) can name what a question is about.

A list of 3,023 common words sorted by hand did the same: over libraries left out, 1 in 100 right answers more were
held back without it, and as many wrong ones.
"""

PLAIN = 5.0
"""Words below this Zipf value name the subject of a question that holds nothing else beside an aspect of it."""

RARE = 3.0
"""Words below this Zipf value are on no list of common words: names of drugs and diseases, mostly."""

SHARPNESS = 1.5
"""The power of a word's rarity, so that one telling word outweighs several plain ones."""

SAID_BY = 2
"""Utterances of a section that must have a word before it counts as said there: one alone may say anything."""

ABOUT = 0.1
"""The share of a section's utterances from which the section is about a word that its heading lacks."""

TREATED = 0.34
"""The share of a section's utterances from which it treats a subject as a whole that its heading lacks."""

IDENTIFIER = 0.6
"""What a single letter or a number weighs that says which one is meant: B in "hepatitis B"."""

GRAMMAR = 0.1
"""What a word weighs that only holds a question together, however it is written: "what", "wat", "pls"."""


class Subjects:
    """What the sections of one index are about."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.terms = reader(index.language)
        self._parts: dict[str, list[Passage]] = defaultdict(list)
        self._sections: dict[str, dict[str, None]] = defaultdict(dict)
        for passage in index.passages:
            self._parts[passage.id].append(passage)
            self._sections[passage.slug][passage.id] = None
        classes = closed_classes(index.language)
        self._aspects, self._grammar = classes.aspects, classes.grammar
        self._zipfs: dict[str, float] = {}
        heads = {p.slug: " ".join((p.title, *p.topics)).casefold() for p in index.passages}
        self._own = {slug: self._terms_of(filter(self.names_article, split(head))) for slug, head in heads.items()}
        self._about: dict[str, frozenset[str]] = {}
        self._texts: dict[str, frozenset[str]] = {}
        self._said: dict[str, frozenset[str]] = {}
        self._called: dict[str, frozenset[str]] = {}

    def own(self, slug: str) -> frozenset[str]:
        """Return the terms that name the subject of an article, by its slug: those of its title and topics that can."""
        return self._own.get(slug, frozenset())

    def elsewhere(self, slug: str) -> frozenset[str]:
        """Return the terms that name the subject of another article than this one, and not of this one."""
        return frozenset().union(*(own for other, own in self._own.items() if other != slug)) - self.own(slug)

    def names_article(self, word: str) -> bool:
        """Say whether a word of a title tells what the article is about, and is no aspect: "melanoma", "CAR-T"."""
        return self.names(word) and self.stem(word) not in self._aspects

    def is_content(self, word: str) -> bool:
        """Say whether a word does more than hold a question or a title together."""
        return self.stem(word) not in self._grammar

    def is_subject_word(self, word: str) -> bool:
        """Say whether a word is neither grammar nor an aspect of something, such as its treatment."""
        return self.stem(word) not in self._grammar | self._aspects

    def stem(self, word: str) -> str:
        """Return the term of a whole word: "Treatments" -> "treatment"."""
        return self.terms(word)[0]

    def about(self, section: str) -> frozenset[str]:
        """Return the terms a section is about, by its id: title, heading, topics and the ways it is asked for."""
        if section not in self._about:
            first = self._parts[section][0]
            head = self._terms_of((first.title, first.heading, *first.topics, *first.also_asked))
            self._about[section] = head | self.heard(section, ABOUT * len(first.heard))
        return self._about[section]

    def treats(self, section: str) -> frozenset[str]:
        """Return the terms a section treats as a whole: of title, heading, a third of its utterances, `called`."""
        first = self._parts[section][0]
        told = self._terms_of((first.title, first.heading)) | self.called(first.slug)
        return told | self.heard(section, TREATED * len(first.heard))

    def title(self, section: str) -> tuple[str, ...]:
        """Return the words of the title of a section's article, in lower case."""
        return tuple(word.casefold() for word in split(self._parts[section][0].title))

    def throughout(self, section: str, ways: Iterable[frozenset[str]]) -> bool:
        """Say whether most sections of a section's article have a word, by the terms it may be found by."""
        told = [self._text_terms(other) for other in self._sections[self._parts[section][0].slug]]
        return any(sum(way <= terms for terms in told) > len(told) / 2 for way in ways)

    def written(self, section: str) -> frozenset[str]:
        """Return the terms of a section's title, heading and text, whatever it is asked for with."""
        first = self._parts[section][0]
        return self._terms_of((first.title, first.heading)) | self._text_terms(section)

    def _text_terms(self, section: str) -> frozenset[str]:
        if section not in self._texts:
            self._texts[section] = self._terms_of(part.text for part in self._parts[section])
        return self._texts[section]

    def called(self, slug: str) -> frozenset[str]:
        """Return the terms that the utterances of a third of an article's sections have: other names of its subject.

        Keytruda in an article on checkpoint inhibitors; what a single section is asked with is not its subject.
        """
        if slug not in self._called:
            first = (self._parts[section][0] for section in self._sections[slug])
            heard = [self.heard(p.id, ABOUT * len(p.heard)) for p in first if p.heard]
            counted = Counter(chain.from_iterable(heard))
            least = max(SAID_BY, TREATED * len(heard))
            self._called[slug] = frozenset(term for term, count in counted.items() if count >= least)
        return self._called[slug]

    def heard(self, section: str, least: float = SAID_BY) -> frozenset[str]:
        """Return the terms that `least` utterances of a section have, by its id; never those of a single one."""
        heard = self.index.heard_for(section).items()
        return frozenset(term for term, count in heard if count >= max(least, SAID_BY))

    def said(self, section: str) -> frozenset[str]:
        """Return the terms a section is about or mentions, by its id."""
        if section not in self._said:
            self._said[section] = self.about(section) | self.heard(section) | self._text_terms(section)
        return self._said[section]

    def counts(self, section: str, thing: str) -> bool:
        """Say whether a section gives the number of some thing."""
        stem = self.stem(thing)
        return any(counts(part.text, lambda word: self.stem(word) == stem) for part in self._parts[section])

    def _terms_of(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(term for text in texts for word in split(text) for term in self.terms(word))

    def weight(self, word: str) -> float:
        """Return what a word of a question weighs, 0 to 1.

        That is its rarity in English times how well it tells passages apart; a word that no passage has tells as much
        as one that a single passage has.
        """
        if len(word) == 1 or word[:1].isdigit():
            return IDENTIFIER
        if self.stem(word) in self._grammar:
            return GRAMMAR
        rarity = max(0.0, (8.0 - self._zipf(word)) / 5.0)
        found = self.index.frequency(self.stem(word)) or min(map(self.index.frequency, self.terms(word)[1:]), default=0)
        size = len(self.index)
        telling = log(1 + (size - found + 0.5) / (found + 0.5)) / log(2 + 2 * size)
        return float(min(1.0, rarity) ** SHARPNESS * (0.5 + 0.5 * telling))

    def _zipf(self, word: str) -> float:
        """Return the Zipf value of a word, its stem or what it repeats or undoes, whichever is commonest.

        "cured" is as common as "cure", and "rewire" as "wire".
        """
        if word in self._zipfs:
            return self._zipfs[word]
        bases = (self.stem(word), word.removeprefix("re"), word.removeprefix("un"))
        common = max(self.index.common(word), *(self.index.english.get(base, 0.0) for base in bases))
        if word in self.index.vocabulary:  # what is remembered is a word that the library has, never another one typed
            self._zipfs[word] = common
        return common

    def names(self, word: str, below: float = NAMING) -> bool:
        """Say whether a word can name what a question is about: a word, no number, and none of the commonest."""
        if len(word) < 3 or word[0].isdigit() or self.stem(word) in self._grammar:
            return False
        return self._zipf(word) < below

    def share(self, words: Collection[str], of: Sequence[str]) -> float:
        """Return the weight of some words as a share of the weight of all, 0 to 1."""
        return sum(map(self.weight, words)) / (sum(map(self.weight, of)) or 1.0)
