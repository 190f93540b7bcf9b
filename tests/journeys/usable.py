"""What axe does not see: names, the way of Tab, zoom, large text, stillness and room for a finger."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SCRIPT = Path(__file__).with_suffix(".js").read_text()
_FINGER = {"runOnly": {"type": "rule", "values": ["target-size"]}, "resultTypes": ["violations"]}
_NAMELESS_ARE_MUTE = {
    "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "listbox", "option",
    "menuitem", "tab", "slider", "spinbutton", "DisclosureTriangle", "dialog", "grid", "Iframe", "PopUpButton",
    "navigation",
}  # fmt: skip
_axe = Axe()


def check_usable(page: Page) -> None:
    """Nothing of what is below is found on the page as it stands. Leaves it as wide as it was."""
    faults = [f"{kind}: {fault}" for kind, look in LOOKS.items() for fault in look(page)]
    assert not faults, "\n".join([page.url, *faults])


def mute(page: Page) -> list[str]:
    """Controls and landmarks that a screen reader has no name for."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [_told(node) for node in nodes if _is_mute(node)]


def _is_mute(node: dict[str, Any]) -> bool:
    role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")
    return not node["ignored"] and role in _NAMELESS_ARE_MUTE and not str(name).strip()


def _told(node: dict[str, Any]) -> str:
    return f"{node['role']['value']} {node.get('properties', '')}"


def unreachable(page: Page) -> list[str]:
    """What Tab does not come to on its way through the page, or in another order than it is read in."""
    _ask(page, "listen()")
    for _ in range(_ask(page, "presses()")):
        page.keyboard.press("Tab")
    missed: list[str] = _ask(page, "missed()")
    return missed


def cut_off(page: Page) -> list[str]:
    """What sticks out, or cannot be seen whole, at 200 % zoom, with letters twice as large, and at 320 px."""
    before = page.viewport_size or {"width": 1440, "height": 900}
    faults = []
    for width, height, letters in ((720, 450, ""), (1440, 900, "200%"), (320, 640, "")):
        _resize(page, width, height)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        faults += [f"{width} px {letters} {fault}" for fault in _ask(page, "overflowing()")]
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.set_viewport_size(before)
    return faults


def moving(page: Page) -> list[str]:
    """What moves, or would, for somebody who asked for stillness (as every page of a journey does)."""
    found: list[str] = _ask(page, "moving()")
    return found


def too_small(page: Page) -> list[str]:
    """What a finger misses at 390 px: less than 24 px, and others near (WCAG 2.5.8)."""
    before = page.viewport_size or {"width": 1440, "height": 900}
    _resize(page, 390, 844)
    page.evaluate("document.activeElement?.blur()")  # or the skip link, if Tab stopped there, covers what is below it
    found = _axe.run(page, options=_FINGER).response["violations"]
    page.set_viewport_size(before)
    return [f"{node['html'][:120]} {node['failureSummary']}" for violation in found for node in violation["nodes"]]


def _resize(page: Page, width: int, height: int) -> None:
    """As wide and high as asked for, and drawn so: the window learns of it a moment after it is told."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("width => innerWidth === width", arg=width)
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


LOOKS = {"no name": mute, "Tab": unreachable, "zoom": cut_off, "motion": moving, "finger": too_small}


def _ask(page: Page, question: str) -> Any:
    page.evaluate(f"window.usable || (() => {{ {_SCRIPT} }})()")
    return page.evaluate(f"usable.{question}")
