from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.web.middleware.refusals import RefusalsMiddleware
from goodword.web.shell.refusals import answer_refusal, show_broken

NOWHERE = "/conversations/999999"
HTMX = {"HX-Request": "true"}


def test_a_browser_gets_a_page(desk: Client) -> None:
    response = desk.get(NOWHERE)
    assert response.status_code == 404
    assert "Nothing here" in response.content.decode()


def test_htmx_gets_a_toast_and_nothing_else_moves(desk: Client) -> None:
    response = desk.get(NOWHERE, headers=HTMX)
    assert response.status_code == 404
    assert (response["HX-Retarget"], response["HX-Reswap"], response["HX-Push-Url"]) == (
        "#toasts",
        "beforeend",
        "false",
    )
    assert 'class="toast is-broken"' in response.content.decode()


def test_a_machine_gets_problem_json(desk: Client) -> None:
    response = desk.get(NOWHERE, headers={**HTMX, "Accept": "application/problem+json"})
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:goodword:not-found",
        "status": 404,
        "detail": str(NotFound.default),
        "fields": {},
    }


def test_a_live_refresh_is_refused_in_silence(desk: Client) -> None:
    response = desk.get(NOWHERE, headers={**HTMX, "HX-Live": "true"})
    assert (response.status_code, response.content, response["HX-Reswap"]) == (404, b"", "none")


def test_a_toast_says_which_field_is_wrong(rf: RequestFactory) -> None:
    html = answer_refusal(rf.get("/", headers=HTMX), Invalid(name="Too long.")).content.decode()
    assert "Too long." in html


def test_only_expected_failures_are_turned_into_words(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    middleware, request = RefusalsMiddleware(view), rf.get("/")
    assert middleware.process_exception(request, ActionRefused()).status_code == 409  # type: ignore[union-attr]
    assert middleware.process_exception(request, ValueError()) is None


def test_an_address_that_is_none_looks_like_ours(desk: Client) -> None:
    response = desk.get("/nowhere")
    assert response.status_code == 404
    assert 'class="door"' in response.content.decode()


def test_what_broke_is_told_without_the_database(rf: RequestFactory) -> None:
    # No database is allowed in this test.
    response = show_broken(rf.get("/"))
    assert response.status_code == 500
    assert "Something broke" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words(cast: object) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in", {"login": "x"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
    assert "Once more, please" in response.content.decode()
