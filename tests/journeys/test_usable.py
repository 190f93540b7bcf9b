"""The looks of usable.py find what they are there to find."""

import pytest
from playwright.sync_api import Browser

from tests.journeys import usable

FAULTY = {
    "mute": "<button><svg></svg></button>",
    "unreachable": "<a href='#'>a</a><button tabindex=2>b</button><button>c</button>",
    "cut_off": "<div style='overflow: hidden; width: 20rem'><button style='width: 25rem'>Send</button></div>",
    "moving": "<button style='transition: color 1s'>Send</button>",
    "too_small": "<button style='all: unset; width: 12px'>x</button><button style='all: unset; width: 12px'>y</button>",
}


@pytest.mark.parametrize("look", FAULTY)
def test_each_look_finds_its_fault(chromium: Browser, look: str) -> None:
    page = chromium.new_page(reduced_motion="reduce")
    find = getattr(usable, look)
    page.set_content("<main><p>Words.</p><button style='padding: 2rem'>Send</button></main>")
    assert find(page) == []
    page.set_content(f"<main>{FAULTY[look]}</main>")
    assert find(page) != []


def test_a_trap_is_found(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<button id='a'>a</button><button>b</button><button>c</button>")
    page.evaluate("a.addEventListener('blur', () => setTimeout(() => a.focus()))")
    page.evaluate("addEventListener('keydown', (event) => event.target === a && event.preventDefault())")
    assert usable.unreachable(page) == ["not reached by Tab: <button> b", "not reached by Tab: <button> c"]
