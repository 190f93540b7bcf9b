"""The link by which a customer answers stands in the letter that is sent, and not in what colleagues read."""

from django.test import Client

from goodword.listening.links import asking_token
from goodword.listening.types import Asking
from tests.cast import Cast


def test_the_thread_leaves_it_out(asking: Asking, cast: Cast, client: Client) -> None:
    assert asking.message is not None
    client.force_login(cast.mara)

    page = client.get(f"/conversations/{asking.conversation_id}").content.decode()

    assert "Six short questions" in page
    assert asking_token(asking) not in page
    assert asking_token(asking) in asking.message.body.text
