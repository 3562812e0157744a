"""A form half filled in survives a closed page and an ended session."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
FORM = "/a/devon-cornwall-dorset/records/events/add/"


def test_a_draft_is_offered_again_and_survives_a_lost_session(product: Product, browser: Any, width: int) -> None:
    office = Visitor(browser, product, "Programme office", width)
    page = office.page
    office.open(FORM)
    page.get_by_label("Title").fill(f"Typed at {width}")
    page.get_by_text(re.compile("Draft kept at")).wait_for()
    office.open(FORM)
    assert page.get_by_text("You have an unsaved draft of").is_visible()
    assert page.get_by_label("Title").input_value() == ""
    page.get_by_role("button", name="Use it").click()
    assert page.get_by_label("Title").input_value() == f"Typed at {width}"

    office.context.clear_cookies()
    page.get_by_label("Title").fill(f"Typed later at {width}")
    page.get_by_text(re.compile("kept in this browser until you sign in again")).wait_for()
    office.faults.clear()
    email, password = product.sign_in("Programme office")
    page.goto(product.url + FORM)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=False).first.fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("events/add"))
    page.get_by_role("button", name="Use it").click()
    assert page.get_by_label("Title").input_value() == f"Typed later at {width}"

    office.open(FORM)
    page.get_by_role("button", name="Discard it").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("You have an unsaved draft of").is_hidden()
    office.close()
    assert office.violations == {}
    assert office.faults == []
