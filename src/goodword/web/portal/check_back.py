"""How it was, for the customer who complained: a page of its own, opened by a signed link, without a script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from goodword.accounts.queries import organization
from goodword.accounts.types import Organization
from goodword.core.clock import now
from goodword.core.errors import DomainError, Invalid, NotFound
from goodword.listening.actions.answering import MOST_WORDS, Answer, answer_asking, ask_no_more
from goodword.listening.choices import Agreement, Item
from goodword.listening.errors import TheirsToSay
from goodword.listening.links import asking_of, asking_token
from goodword.listening.queries import response_of, wants_no_questions
from goodword.listening.types import Asking, Response
from goodword.web.portal.drawing import draw_asking, draw_word
from goodword.web.portal.limits import TooOften
from goodword.web.portal.times import when
from goodword.web.portal.tongues import speaking


@dataclass(frozen=True, slots=True)
class Question:
    """One item, and the step that was chosen."""

    item: Item
    chosen: int | None

    @property
    def steps(self) -> list[Agreement]:
        return list(Agreement)


@dataclass
class AskingPage:
    """The page: what is asked, and what they said so far, or just typed."""

    asking: Asking
    house: Organization
    asked: str = ""
    typed: Answer | None = None
    problems: dict[str, str] = field(default_factory=dict)
    most_words: int = MOST_WORDS

    @property
    def token(self) -> str:
        return asking_token(self.asking)

    @property
    def is_open(self) -> bool:
        return self.asking.is_open(now())

    @property
    def until(self) -> str:
        return date_format(timezone.localtime(self.asking.closes_at), "DATE_FORMAT")

    @property
    def response(self) -> Response | None:
        return response_of(self.asking)

    @property
    def questions(self) -> list[Question]:
        said = self.response
        steps = self.typed.steps if self.typed else said.answers if said else {}
        return [Question(item, steps.get(item)) for item in Item]

    @property
    def words(self) -> str:
        said = self.response
        return self.typed.words if self.typed else said.words if said else ""

    @property
    def wants_follow_up(self) -> bool:
        said = self.response
        return self.typed.wants_follow_up if self.typed else bool(said and said.wants_follow_up)

    @property
    def follow_up(self) -> str:
        """By when somebody gets in touch, if that is owed."""
        said = self.response
        promise = said.promise if said else None
        return when(promise.due_at) if promise is not None and promise.is_owed else ""

    @property
    def wants_no_more(self) -> bool:
        return wants_no_questions(self.asking.customer_id)


@login_not_required
@require_safe
def show_asking(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, and what they said. GET changes nothing."""
    with _opened(request, token) as page:
        if page is None:
            return draw_word("portal/check_back_unknown.html", 404)
        return draw_asking(page, done=request.GET.get("done", ""))


@login_not_required
@csrf_exempt  # only who has the link can send it, and nothing here depends on a cookie
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what they say, all of it or a part; the same again changes nothing."""
    with _opened(request, token) as page:
        if page is None:
            return draw_word("portal/check_back_unknown.html", 404)
        try:
            page.typed = _typed(request)
            _count(request, page.asking)
            answer_asking(page.asking.pk, page.typed)
        except DomainError as refusal:
            return _refused(page, refusal)
        return _seen(page, "answered")


@login_not_required
@csrf_exempt
@require_POST
def no_more(request: HttpRequest, token: str) -> HttpResponse:
    """They want no such questions any more; the link says who they are, even when it is too late to answer."""
    with _opened(request, token) as page:
        if page is None:
            return draw_word("portal/check_back_unknown.html", 404)
        try:
            _count(request, page.asking)
            ask_no_more(page.asking.pk)
        except DomainError as refusal:
            return _refused(page, refusal)
        return _seen(page, "no-more")


@contextmanager
def _opened(request: HttpRequest, token: str) -> Iterator[AskingPage | None]:
    """The page that the link opens, spoken in its reader's language; None where it opens nothing."""
    house = organization()
    try:
        asking = asking_of(token)
    except NotFound:
        yield None
        return
    if house is None:
        raise NotFound
    with speaking(request, asking.customer, house) as asked:
        yield AskingPage(asking, house, asked)


def _typed(request: HttpRequest) -> Answer:
    """Raises Invalid."""
    steps = {item: request.POST[item.value] for item in Item if request.POST.get(item.value)}
    try:
        chosen = {item: int(step) for item, step in steps.items()}
    except ValueError as error:
        raise Invalid from error
    words = request.POST.get("words", "")
    return Answer(steps=chosen, words=words, wants_follow_up=bool(request.POST.get("follow_up")))


def _count(request: HttpRequest, asking: Asking) -> None:
    """Not what somebody of the desk sends, who reads the link in our letter. Raises TheirsToSay, TooOften."""
    if request.user.is_authenticated:
        raise TheirsToSay
    network = ratelimit.consume(request, action="matter_from_network")
    own = ratelimit.consume(request, action="asking_by_link", key=str(asking.pk))
    if not (network and own):
        raise TooOften


def _refused(page: AskingPage, refusal: DomainError) -> HttpResponse:
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    page.problems = {name: str(words) for name, words in (fields or {"": refusal.message}).items()}
    return draw_asking(page, status=refusal.status)


def _seen(page: AskingPage, done: str) -> HttpResponse:
    asked = {"done": done, **({"language": page.asked} if page.asked else {})}
    address = reverse("check-back", args=[page.token])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}#done", status=303)
