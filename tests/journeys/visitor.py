"""A person with a browser: signs in, follows links, and has every page checked for accessibility and policy faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.journeys.product import Product

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Visitor:
    """One signed-in person. `faults` collects what the browser complained of: refused content, broken scripts."""

    def __init__(self, browser: Any, product: Product, role: str, width: int) -> None:
        self.product, self.role = product, role
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.checked: dict[str, list[str]] = {}
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        email, password = product.sign_in(role)
        self.open("/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=False).first.fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_load_state("networkidle")
        assert "/accounts/login" not in self.page.url, f"{role} could not sign in"

    def _heard(self, message: Any) -> None:
        # A form shown again with its errors answers 422, which the browser reports as a failed load.
        if message.type == "error" and "status of 422" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> None:
        answer = self.page.goto(self.product.url + path)
        assert answer is not None
        assert answer.ok, f"{path} answered {answer.status}"
        self.check()

    def check(self) -> None:
        """Run axe-core on the page, once for each address, and note its violations; look for sideways scrolling."""
        self.page.wait_for_load_state("networkidle")
        address = self.page.url.removeprefix(self.product.url)
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {RULES}}}}})")
        self.checked[address] = [
            f"{each['id']}: {each['nodes'][0]['target']} {each['nodes'][0]['html'][:120]}"
            for each in found["violations"]
        ]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            self.checked[address].append(f"scrolls sideways by {wide} pixels")

    @property
    def violations(self) -> dict[str, list[str]]:
        return {address: found for address, found in self.checked.items() if found}

    def close(self) -> None:
        self.context.close()
