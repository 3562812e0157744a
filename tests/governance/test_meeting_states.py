"""Holding, cancelling and planning a meeting again: every state with every verb, on the page and over the API."""

from __future__ import annotations

import json
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.versions import StaleVersion
from core.workflow import WrongState
from governance.actions import cancel_meeting, hold_meeting, reinstate_meeting
from governance.choices import MeetingState
from governance.models import Meeting
from tests import factories as make
from tests.governance.sitting import AT, Sitting

LEADS = {
    ("planned", "hold"): "held",
    ("planned", "cancel"): "cancelled",
    ("held", "reinstate"): "planned",
    ("cancelled", "reinstate"): "planned",
}
VERBS: dict[str, Any] = {"hold": hold_meeting, "cancel": cancel_meeting, "reinstate": reinstate_meeting}


def words(verb: str) -> dict[str, str]:
    return {} if verb == "hold" else {"reason": "Too few could come."}


@pytest.mark.parametrize(("state", "verb"), list(product(MeetingState.values, VERBS)))
def test_each_verb_leads_where_the_table_says_or_is_refused(state: str, verb: str, sitting: Sitting) -> None:
    meeting = make.make_meeting(sitting.board, state=state)
    if (state, verb) not in LEADS:
        with pytest.raises(WrongState, match=f"cannot {verb} it"):
            VERBS[verb](meeting, **words(verb), **sitting.by(meeting))
        assert Meeting.objects.get(pk=meeting.pk).state == state
        return
    VERBS[verb](meeting, **words(verb), **sitting.by(meeting))
    saved = Meeting.objects.get(pk=meeting.pk)
    assert (saved.state, saved.version) == (LEADS[state, verb], 2)
    assert saved.cancelled_because == ("Too few could come." if verb == "cancel" else "")
    assert saved.history.first().history_user == sitting.people["office"]


def test_a_meeting_is_not_held_before_its_day(sitting: Sitting) -> None:
    sitting.meeting.held_on = date(2017, 9, 21)
    with pytest.raises(WrongState, match="planned for 21 September 2017"):
        hold_meeting(sitting.meeting, **sitting.by(sitting.meeting))
    late = timezone.make_aware(datetime(2017, 9, 21, 0, 5))
    assert hold_meeting(sitting.meeting, **sitting.by(sitting.meeting, at=late)).state == "held"


@pytest.mark.parametrize("verb", ["cancel", "reinstate"])
@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_a_reason_is_needed_and_not_endless(verb: str, reason: str, sitting: Sitting) -> None:
    with pytest.raises(ValidationError) as caught:
        VERBS[verb](sitting.meeting, reason=reason, **sitting.by(sitting.meeting))
    assert list(caught.value.message_dict) == ["reason"]
    assert Meeting.objects.get(pk=sitting.meeting.pk).version == 1


def test_whoever_read_an_older_version_changes_nothing(sitting: Sitting) -> None:
    cancel_meeting(sitting.meeting, reason="No room.", **sitting.by(sitting.meeting))
    with pytest.raises(StaleVersion):
        reinstate_meeting(sitting.meeting, reason="A room.", by=sitting.people["office"], at=AT, expected=1)


def test_the_pages_hold_cancel_and_plan_again(sitting: Sitting) -> None:
    client, page = sitting.client(), sitting.url("meetings", sitting.meeting)
    assert client.post(f"{page}hold/", {"version": 1}).headers["Location"] == page
    assert "The meeting is marked as held." in client.get(page).content.decode()
    asked = client.post(f"{page}reinstate/", {"version": 2, "reason": ""})
    assert asked.status_code == 422
    assert "Say why." in asked.content.decode()
    client.post(f"{page}reinstate/", {"version": 2, "reason": "By mistake."})
    client.post(f"{page}cancel/", {"version": 3, "reason": "The hall is flooded."})
    text = client.get(page).content.decode()
    assert "Cancelled" in text
    assert text.count("The hall is flooded.") == 3, "beside the state, and in the history as reason and as change"


def test_a_page_made_from_an_older_version_says_so_and_keeps_what_was_typed(sitting: Sitting) -> None:
    client, page = sitting.client(), sitting.url("meetings", sitting.meeting)
    make._save(sitting.meeting)
    Meeting.objects.filter(pk=sitting.meeting.pk).update(version=5)
    answer = client.post(f"{page}cancel/", {"version": 1, "reason": "The hall is flooded."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has changed this" in text
    assert "The hall is flooded." in text
    assert client.post(f"{page}hold/", {"version": 1}).status_code == 409
    assert Meeting.objects.get(pk=sitting.meeting.pk).state == "planned"


def test_a_verb_that_the_state_forbids_is_answered_in_words(sitting: Sitting) -> None:
    client, page = sitting.client(), sitting.url("meetings", sitting.meeting)
    client.post(f"{page}hold/", {"version": 1})
    answer = client.post(f"{page}cancel/", {"version": 2, "reason": "Late."})
    assert answer.status_code == 409
    assert "This is held, so you cannot cancel it." in answer.content.decode()


class TestApi:
    def post(self, sitting: Sitting, verb: str, data: dict[str, Any], version: str | None = "v1", **more: Any) -> Any:
        headers = {"If-Match": f'"{version}"'} if version else {}
        return sitting.client().post(
            f"/api/v1/meetings/{sitting.meeting.pk}/{verb}/",
            json.dumps(data),
            content_type="application/json",
            headers=headers | more,
        )

    def test_the_verbs_answer_with_the_row_and_its_new_etag(self, sitting: Sitting) -> None:
        answer = self.post(sitting, "cancel", {"reason": "No room."})
        assert (answer.status_code, answer.headers["ETag"]) == (200, '"v2"')
        assert (answer.json()["state"], answer.json()["cancelled_because"]) == ("cancelled", "No room.")
        assert self.post(sitting, "hold", {}, "v2").status_code == 409
        assert self.post(sitting, "reinstate", {"reason": "A room."}, "v2").json()["state"] == "planned"
        assert self.post(sitting, "hold", {}, "v3").json()["state"] == "held"

    def test_a_version_must_be_named_and_must_be_the_newest(self, sitting: Sitting) -> None:
        assert self.post(sitting, "hold", {}, None).status_code == 428
        assert self.post(sitting, "hold", {}, "v7").status_code == 412
        assert self.post(sitting, "cancel", {}).json() == {"reason": ["This field is required."]}

    def test_the_state_cannot_be_written_past_the_verbs(self, sitting: Sitting) -> None:
        answer = sitting.client().patch(
            f"/api/v1/meetings/{sitting.meeting.pk}/",
            json.dumps({"state": "held", "cancelled_because": "x"}),
            content_type="application/json",
            headers={"If-Match": '"v1"'},
        )
        assert answer.status_code == 200
        assert (answer.json()["state"], answer.json()["cancelled_because"]) == ("planned", "")
