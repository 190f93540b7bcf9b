"""Who sees a promise, and who may do what with it: whoever may do so with its conversation."""

from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for
from goodword.core.errors import NotFound
from goodword.promises.models import NoticedPromise, Promise


def promise_for(agent: Agent, promise_id: int, to: To = To.READ) -> Promise:
    """The only road from a screen to a promise. Whoever owes it may say what became of it, if they may write notes.

    Raises NotFound when the agent may not even know of it, NotAllowed when they may not do this.
    """
    rows = Promise.objects.standing().select_related("conversation__customer", "owner", "owner_team")
    promise = rows.filter(pk=promise_id).first()
    if promise is None:
        raise NotFound
    needed = To.NOTE if to is To.ANSWER and promise.owner_id == agent.pk else to
    conversation_for(agent, promise.conversation_id, needed)
    return promise


def noticed_for(agent: Agent, noticed_id: int) -> NoticedPromise:
    """The only road to what was noticed: in a draft, its writer's; in a letter, of whoever may answer there.

    Raises NotFound when the agent may not even know of it, NotAllowed when they may not do this.
    """
    row = NoticedPromise.objects.select_related("conversation__customer").filter(pk=noticed_id).first()
    if row is None or (row.message_id is None and row.writer_id != agent.pk):
        raise NotFound
    conversation_for(agent, row.conversation_id, To.ANSWER)
    return row
