"""axe-core on a page, in both themes."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_axe = Axe()


def check_accessible(page: Page) -> None:
    """axe finds nothing on the page as it stands, by light and by dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = _axe.run(page)
        assert found.violations_count == 0, f"{page.url} ({scheme})\n{found.generate_report()}"
    page.emulate_media(color_scheme="light")
