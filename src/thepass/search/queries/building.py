"""From what was asked to what the engine understands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from thepass.search.queries.index import LANGUAGES, analyzers, schema, tantivy
from thepass.search.rules.asking import Asked

HEAD, TEXT, STEM, SAME, BEGINS, TYPO = 3.0, 1.0, 0.8, 0.7, 0.6, 0.3  # how much each way of fitting weighs
SHORTEST_BEGINNING, SHORTEST_IN_TEXT, SHORTEST_TYPO = 1, 3, 5  # letters
MOST_SINGLE = 24  # tokens asked one by one; more go in one set
Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Builder:
    """Makes one question. `tokens` are the reader's: without one of them nothing fits."""

    tokens: frozenset[str]
    same: Mapping[Words, tuple[Words, ...]] = field(default_factory=dict)
    counting: bool = False  # what fits, not how well

    @cached_property
    def _q(self) -> Any:
        return tantivy().Query

    def _all(self, parts: Iterable[Any]) -> Any:
        return self._q.boolean_query([(tantivy().Occur.Must, part) for part in parts])

    def _any(self, parts: Iterable[Any], least: int | None = None) -> Any:
        return self._q.boolean_query([(tantivy().Occur.Should, part) for part in parts], least)

    def _term(self, name: str, value: str, weight: float) -> Any:
        return self._q.boost_query(self._q.term_query(schema(), name, value), weight)

    def may_read(self) -> Any:
        """Weighs nothing; fits what carries one of the reader's tokens."""
        few = sorted(self.tokens, key=lambda token: token.count(":"))[:MOST_SINGLE]
        parts = [self._q.term_query(schema(), "readers", token, "basic") for token in few]
        if rest := self.tokens - set(few):
            parts.append(self._q.term_set_query(schema(), "readers", sorted(rest)))
        return self._q.const_score_query(self._any(parts), 0.0)

    def among(self, name: str, values: Iterable[str]) -> Any:
        """One of these values; weighs nothing."""
        each = [self._q.term_query(schema(), name, value, "basic") for value in values]
        return self._q.const_score_query(self._any(each), 0.0)

    def _word(self, word: str, weight: float = 1.0) -> list[Any]:
        """A word wherever it stands, and its stems. Counting leaves out titles: they are in the text as well."""
        parts = [self._term("text", word, TEXT * weight)]
        parts += [] if self.counting else [self._term("head", word, HEAD * weight)]
        for name, stem in stems(word):
            parts.append(self._term(name, stem, STEM * weight))
            parts += [] if self.counting else [self._term(f"head_{name}", stem, STEM * HEAD * weight)]
        return parts

    def _typos(self, word: str, *, open: bool) -> list[Any]:
        """One letter off: of the word, of its stems (so that "shipmnet" finds shipments), of how a title goes on."""
        if len(word) < SHORTEST_TYPO:
            return []
        fuzzy = self._q.fuzzy_term_query
        parts = [
            self._q.boost_query(fuzzy(schema(), "head", word, 1, True, open), TYPO * HEAD),
            self._q.boost_query(fuzzy(schema(), "text", word, 1), TYPO),
        ]
        long = [(name, stem) for name, stem in stems(word) if len(stem) >= SHORTEST_TYPO]
        for name, stem in long:
            parts.append(self._q.boost_query(fuzzy(schema(), name, stem, 1), TYPO))
            parts.append(self._q.boost_query(fuzzy(schema(), f"head_{name}", stem, 1), TYPO * HEAD))
        return parts

    def _beginning(self, word: str) -> list[Any]:
        fuzzy = self._q.fuzzy_term_query
        parts = [self._q.boost_query(fuzzy(schema(), "head", word, 0, True, True), BEGINS * HEAD)]
        if len(word) >= SHORTEST_IN_TEXT:
            parts.append(self._q.boost_query(fuzzy(schema(), "text", word, 0, True, True), BEGINS))
        return parts

    def _phrase(self, words: Words, weight: float = 1.0) -> Any:
        if len(words) == 1:
            return self._term("text", words[0], weight)
        return self._q.boost_query(self._q.phrase_query(schema(), "text", list(words)), weight)

    def _same(self, words: Words) -> list[Any]:
        """What means the same, weighing a little less."""
        parts: list[Any] = []
        for other in self.same.get(words, ()):
            parts += self._word(other[0], SAME) if len(other) == 1 else [self._phrase(other, SAME)]
        return parts

    def each(self, asked: Asked, *, typos: bool = False) -> list[Any]:
        """One part for every word and phrase."""
        parts = []
        for word in asked.words:
            ways = self._word(word) + self._same((word,))
            ways += self._beginning(word) if word == asked.open else []
            ways += self._typos(word, open=word == asked.open) if typos else []
            parts.append(self._any(ways))
        return parts + [self._any([self._phrase(one), *self._same(one)]) for one in asked.phrases]

    def question(self, asked: Asked, *, typos: bool = False, some: bool = False) -> Any:
        """All that was asked for (`some`: at least one of it), nothing of what was not, only what may be read."""
        parts = self.each(asked, typos=typos)
        wanted = self._any(parts) if some else self._all(parts)
        must = tantivy().Occur
        without = [(must.MustNot, self._phrase(words)) for words in asked.without]
        return self._q.boolean_query([(must.Must, wanted), (must.Must, self.may_read()), *without])

    def beginning(self, asked: Asked) -> Any:
        """While somebody types: in titles and keywords only, the last word as it begins."""
        parts = []
        for word in asked.words:
            ways = [self._term("head", word, HEAD)]
            ways += [self._term(f"head_{name}", stem, STEM * HEAD) for name, stem in stems(word)]
            ways += self._beginning(word)[:1] if word == asked.open else []
            parts.append(self._any(ways))
        parts += [self._phrase(one) for one in asked.phrases]
        return self._all([*parts, self.may_read()])

    def like(self, words: Iterable[str]) -> Any:
        """Some of these words, the rarer the better."""
        parts = [self._any(self._word(word) + self._same((word,))) for word in words]
        return self._all([self._any(parts, 2 if len(parts) > 3 else None), self.may_read()])


def stems(word: str) -> list[tuple[str, str]]:
    """The stem of a word in each language, with its field."""
    found = []
    for name in LANGUAGES:
        cut = analyzers()[name].analyze(word)
        found += [(name, cut[0])] if len(cut) == 1 else []
    return found
