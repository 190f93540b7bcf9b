"""Whether a commitment holds as it stands: not if it depends on something, is doubted, asked or only reported."""

from goodword.promises.noticing.grammar import Grammar, Head, phrase_at
from goodword.promises.noticing.tokens import Sentence

_ASIDES = frozenset({",", "-", "("})


class Reservations:
    """What a sentence makes its commitments depend on. The words are looked for once, for all of its clauses."""

    def __init__(self, sentence: Sentence, heads: list[Head], grammar: Grammar) -> None:
        self._sentence, self._heads, self._grammar = sentence, heads, grammar
        self._conditions = [
            at
            for at in range(len(sentence.tokens))
            if phrase_at(sentence, at, grammar.conditions) and not grammar.is_no_condition(sentence, at)
        ]
        self._first_verb = min((head.verb for head in heads if head.is_ours), default=len(sentence.tokens))
        self._starts = [head.start for head in heads]

    def allow(self, head: Head) -> bool:
        """Whether the clause of this head is a plain promise."""
        return not (
            self._is_conditional(head)
            or self._is_doubted(head)
            or self._is_reported(head)
            or self._grammar.asks(self._sentence, head)
        )

    def _is_conditional(self, head: Head) -> bool:
        if not self._conditions:
            return False
        return self._is_conditional_before(head) or self._is_conditional_after(head)

    def _is_conditional_before(self, head: Head) -> bool:
        """ "If you send it, we will …": also after the clause that it stands in front of, up to a "but"."""
        begins = self._back_to(head.start, self._grammar.turns)
        for at in self._conditions:
            if begins <= at < head.start:
                is_fronted = at == 0 or self._form(at - 1) in self._grammar.joins | self._grammar.turns
                if is_fronted or self._first_verb >= at:
                    return True
        return False

    def _is_conditional_after(self, head: Head) -> bool:
        """ "We will …, if you send it"; but not "we will …, and if you need more, we will …"."""
        ends = min((start for start in self._starts if start > head.verb), default=len(self._sentence.tokens))
        has_next = ends < len(self._sentence.tokens)
        for at in self._conditions:
            if head.verb <= at < ends:
                before = self._form(at - 1)
                is_next = before in self._grammar.joins and (has_next or before not in _ASIDES)
                if not is_next:
                    return True
        return False

    def _is_doubted(self, head: Head) -> bool:
        """ "Maybe I'll call", "I'm not sure we will"."""
        own = begins = self._clause_start(head.start)
        if begins == head.start and self._form(begins - 1) == ",":  # "Perhaps, we will …"
            begins = self._clause_start(begins - 1)
        if any(self._form(at) in self._grammar.doubts for at in range(begins, head.verb + 1)):
            return True
        before = {self._form(at) for at in range(own, head.start)}
        return bool(before & self._grammar.denials) and not before & self._grammar.no_denials

    def _is_reported(self, head: Head) -> bool:
        """ "He said you will have it Friday", but not "as I said, …"."""
        begins = self._clause_start(head.start)
        if self._form(begins - 1) == ":":
            begins = self._clause_start(begins - 1)
        for at in range(begins, head.start):
            is_spoken = self._form(at) in self._grammar.reports and self._form(at - 1) != "to"
            if is_spoken and not self._sentence.tokens[at].written.endswith("o"):  # "aseguró", not "aseguro"
                own = range(begins, at)
                return not any(phrase_at(self._sentence, before, self._grammar.own_reports) for before in own)
        return False

    def _form(self, at: int) -> str:
        return self._sentence.form(at)

    def _clause_start(self, at: int) -> int:
        return self._back_to(at, self._grammar.joins | self._grammar.turns)

    def _back_to(self, at: int, forms: frozenset[str]) -> int:
        """Past the last of these forms before a token."""
        while at > 0 and self._form(at - 1) not in forms:
            at -= 1
        return at
