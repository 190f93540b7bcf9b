"""What the index does beside: learn words, and fill itself after an upgrade."""

from goodword.core.db.locks import alone
from goodword.core.jobs import job
from goodword.core.search.rebuilding import rebuild
from goodword.core.search.vocabulary import learn

BATCHES_AT_ONCE = 250


@job(queue="default", priority=-20, unique="learn")
def learn_words() -> None:
    """Let the vocabulary take in what was written since the last time."""
    with alone("search-vocabulary") as is_mine:
        if is_mine:
            learn()


@job(queue="default", priority=-20, unique="fill")
def fill_index() -> None:
    """Go on filling the index where it is not full, for a while; the next turn goes on from there."""
    with alone("search-index") as is_mine:
        if is_mine:
            for turn, _progress in enumerate(rebuild(), 1):
                if turn == BATCHES_AT_ONCE:
                    fill_index.enqueue()
                    break
