"""Moving the items of an agenda by their buttons."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.versions import StaleVersion
from core.workflow import WrongState
from governance.actions import move_item
from governance.models import AgendaItem
from tests import factories as make
from tests.governance.sitting import AT, Sitting, make_sitting


def numbers(sitting: Sitting) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=sitting.meeting).values_list("number", flat=True))


def moved(row: AgendaItem, direction: str, sitting: Sitting) -> None:
    row.refresh_from_db()
    move_item(row, direction=direction, **sitting.by(row))


def test_items_without_an_order_stand_as_they_were_added_and_move_one_place(sitting: Sitting) -> None:
    rows = [sitting.item, *(make.make_item(sitting.meeting, number=number) for number in ("8", "9"))]
    moved(rows[2], "up", sitting)
    assert numbers(sitting) == ["7b", "9", "8"]
    moved(rows[0], "down", sitting)
    assert numbers(sitting) == ["9", "7b", "8"]


@pytest.mark.parametrize(("place", "direction", "word"), [(0, "up", "first"), (1, "down", "last")])
def test_there_is_no_place_before_the_first_or_behind_the_last(
    place: int, direction: str, word: str, sitting: Sitting
) -> None:
    rows = [sitting.item, make.make_item(sitting.meeting, number="8")]
    with pytest.raises(WrongState, match=f"the {word} already"):
        moved(rows[place], direction, sitting)
    assert numbers(sitting) == ["7b", "8"]
    assert AgendaItem.objects.get(pk=rows[place].pk).version == 1


def test_a_move_is_in_the_history_and_needs_the_version_that_was_read(sitting: Sitting) -> None:
    other = make.make_item(sitting.meeting, number="8")
    moved(other, "up", sitting)
    assert other.history.first().history_change_reason == "governance.item_moved: Moved up"
    with pytest.raises(StaleVersion):
        move_item(other, direction="down", by=sitting.people["office"], at=AT, expected=1)


def test_items_of_other_meetings_stay_where_they_are(sitting: Sitting) -> None:
    elsewhere = make.make_item(make.make_meeting(sitting.board), number="7b", order=3)
    moved(make.make_item(sitting.meeting, number="8"), "up", sitting)
    elsewhere.refresh_from_db()
    assert (elsewhere.order, elsewhere.version) == (3, 1)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(st.integers(0, 3), min_size=2, max_size=5),
    moves=st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=6),
)
def test_any_moves_give_what_moving_in_a_list_gives(orders: list[int], moves: list[tuple[int, bool]]) -> None:
    """Whatever the orders were to begin with, equal ones among them."""
    sitting = make_sitting()
    sitting.meeting = make.make_meeting(sitting.board)
    rows = [make.make_item(sitting.meeting, number=str(place), order=order) for place, order in enumerate(orders)]
    expected = numbers(sitting)
    for which, up in moves:
        row = rows[which % len(rows)]
        place = expected.index(row.number)
        target = place - 1 if up else place + 1
        if 0 <= target < len(expected):
            moved(row, "up" if up else "down", sitting)
            expected.insert(target, expected.pop(place))
        else:
            with pytest.raises(WrongState):
                moved(row, "up" if up else "down", sitting)
    assert numbers(sitting) == expected


def test_the_buttons_of_the_page_move_an_item_and_lead_back_to_it(sitting: Sitting) -> None:
    other = make.make_item(sitting.meeting, number="8", title="Next steps")
    client, page = sitting.client(), sitting.url("meetings", sitting.meeting)
    text = client.get(page).content.decode()
    assert "Move item 8 up" in text
    assert "Move item 8 down" not in text, "the last item has no button for it"
    answer = client.post(sitting.url("agenda-items", other, "move"), {"up": "yes", "version": 1})
    assert answer.headers["Location"] == f"{page}#item-{other.pk}"
    assert numbers(sitting) == ["8", "7b"]
    stale = client.post(sitting.url("agenda-items", other, "move"), {"down": "yes", "version": 1})
    assert stale.status_code == 409
    assert "Somebody else has changed this" in stale.content.decode()


def test_the_api_moves_an_item(sitting: Sitting) -> None:
    other = make.make_item(sitting.meeting, number="8")
    address = f"/api/v1/agenda-items/{other.pk}/move/"

    def post(direction: str, version: int) -> Any:
        return sitting.client().post(
            address,
            json.dumps({"direction": direction}),
            content_type="application/json",
            headers={"If-Match": f'"v{version}"'},
        )

    assert post("up", 1).status_code == 200
    assert numbers(sitting) == ["8", "7b"]
    assert post("up", 2).status_code == 409
    assert "sideways" in post("sideways", 2).json()["direction"][0]
