"""What an area's lead does in a browser: writing, keeping a draft, filing, and what is said when something is wrong."""

from __future__ import annotations

import pytest

from programmes.choices import UpdateState
from programmes.models import RagRating, Update
from tests import factories as make
from tests.programmes.cycle import Cycle


def test_the_lead_keeps_a_draft_and_files_it(cycle: Cycle) -> None:
    client = cycle.client("lead")
    assert client.get(cycle.page("change")).status_code == 200
    kept = client.post(cycle.page("change"), {**cycle.typed(done="Half of it."), "version": "0", "draft": "draft"})
    assert (kept.status_code, kept.url) == (302, cycle.page())
    update = Update.objects.get()
    assert (update.state, update.done, update.version) == (UpdateState.DRAFT, "Half of it.", 1)
    page = client.post(
        cycle.page("change"), {**cycle.typed(), "version": "1", "submit": "submit"}, follow=True
    ).content.decode()
    update.refresh_from_db()
    assert (update.state, update.submitted_by) == (UpdateState.SUBMITTED, cycle.people["lead"])
    assert "is filed. The programme office will look at it." in page
    assert "Moved in." in page


def test_a_filing_is_one_line_of_history_with_who_and_why(cycle: Cycle) -> None:
    cycle.client("lead").post(cycle.page("change"), {**cycle.typed(), "version": "0", "submit": "submit"})
    rows = list(Update.objects.get().history.all())
    assert [(row.history_change_reason, row.history_user) for row in rows] == [
        ("programmes.update_submitted", cycle.people["lead"])
    ]


@pytest.mark.parametrize(
    ("changed", "name", "words"),
    [
        ({"rag": ""}, "rag", "Choose a rating."),
        ({"rag": "red"}, "rag_reason", "Say why the rating is Red."),
        ({"rag": "amber", "rag_reason": "   "}, "rag_reason", "Say why the rating is Amber."),
        ({"done": "", "next_steps": ""}, "done", "Say what was done in this period"),
    ],
)
def test_what_is_missing_is_named_at_its_field_and_what_was_typed_is_kept(
    cycle: Cycle, changed: dict[str, str], name: str, words: str
) -> None:
    if changed.get("rag"):
        changed = {**changed, "rag": str(cycle.ratings[changed["rag"]].pk)}
    sent = {**cycle.typed(decision_asked="Agree the move."), **changed, "version": "0", "submit": "submit"}
    answer = cycle.client("lead").post(cycle.page("change"), sent)
    assert answer.status_code == 422
    assert [str(each) for each in answer.context["form"].errors[name]][0].startswith(words)
    assert set(answer.context["form"].errors) == {name}
    assert "Agree the move." in answer.content.decode()
    assert not Update.objects.exists()


def test_a_draft_may_be_incomplete(cycle: Cycle) -> None:
    sent = {**cycle.typed(rag="", done="", next_steps=""), "version": "0", "draft": "draft"}
    assert cycle.client("lead").post(cycle.page("change"), sent).status_code == 302
    assert Update.objects.get().state == UpdateState.DRAFT


def test_an_alliance_without_ratings_asks_for_none(cycle: Cycle) -> None:
    RagRating.objects.filter(alliance=cycle.alliance)._raw_delete("default")
    client = cycle.client("lead")
    assert 'name="rag"' not in client.get(cycle.page("change")).content.decode()
    client.post(cycle.page("change"), {"done": "Moved in.", "version": "0", "submit": "submit"})
    assert Update.objects.get().state == UpdateState.SUBMITTED


def test_another_lead_is_refused_with_the_reason(cycle: Cycle) -> None:
    for method in ("get", "post"):
        answer = getattr(cycle.client("other lead"), method)(cycle.page("change"))
        assert answer.status_code == 403
        assert f"Only those who lead {cycle.area.name}, or the programme office" in answer.content.decode()
    assert cycle.client("stranger").get(cycle.page("change")).status_code == 404


def test_a_restricted_area_is_not_there_for_another_lead(cycle: Cycle) -> None:
    hidden = make.make_area(cycle.alliance, "Covert matters", restricted=True)
    make.make_lead(hidden, user=cycle.people["lead"])
    assert cycle.client("lead").get(cycle.page(area=hidden)).status_code == 200
    for address in (cycle.page(area=hidden), cycle.page("change", area=hidden)):
        assert cycle.client("other lead").get(address).status_code == 404
    assert "Covert" not in cycle.client("other lead").get(cycle.period_page()).content.decode()


def test_a_stale_form_shows_what_changed_and_keeps_what_was_typed(cycle: Cycle) -> None:
    cycle.filed(state=UpdateState.DRAFT, done="First words.", rag=None)
    lead, office = cycle.client("lead"), cycle.client("office")
    office.post(cycle.page("change"), {**cycle.typed(done="Their words."), "version": "1", "draft": "draft"})
    answer = lead.post(cycle.page("change"), {**cycle.typed(done="My words."), "version": "1", "submit": "submit"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First words. became Their words." in page
    assert "My words." in page
    assert 'name="version" value="2"' in page
    assert Update.objects.get().done == "Their words."
    again = lead.post(cycle.page("change"), {**cycle.typed(done="My words."), "version": "2", "submit": "submit"})
    assert again.status_code == 302
    assert Update.objects.get().done == "My words."


@pytest.mark.parametrize("version", ["", "0"])
def test_a_first_save_that_comes_second_does_not_overwrite(cycle: Cycle, version: str) -> None:
    cycle.filed(state=UpdateState.DRAFT, done="Theirs.")
    sent = {**cycle.typed(done="Mine."), "version": version, "draft": "draft"}
    answer = cycle.client("lead").post(cycle.page("change"), sent)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert Update.objects.get().done == "Theirs."


def test_what_was_filed_before_stands_beside_the_form_and_is_not_sent(cycle: Cycle) -> None:
    august = make.make_period(
        cycle.alliance, "2017-08", title="August 2017", starts_on="2017-08-01", ends_on="2017-08-31"
    )
    cycle.filed(period=august, state=UpdateState.ACCEPTED, done="<b>Surveyed</b> {{ the }} site.")
    page = cycle.client("lead").get(cycle.page("change"))
    text = page.content.decode()
    assert "August 2017 said" in text
    assert "&lt;b&gt;Surveyed&lt;/b&gt; {{ the }} site." in text
    assert page.context["form"].initial.get("done", "") == ""


def test_an_update_that_is_filed_cannot_be_opened_for_writing(cycle: Cycle) -> None:
    cycle.filed()
    answer = cycle.client("lead").get(cycle.page("change"), follow=True)
    assert "This update has been filed." in answer.content.decode()
    sent = {**cycle.typed(done="Too late."), "version": "1", "submit": "submit"}
    late = cycle.client("lead").post(cycle.page("change"), sent)
    assert late.status_code == 409
    assert "Too late." in late.content.decode()
    assert Update.objects.get().done == "Moved in."


def test_a_rating_of_another_alliance_cannot_be_chosen(cycle: Cycle) -> None:
    foreign = make.make_rating(make.make_alliance(), "green")
    answer = cycle.client("lead").post(
        cycle.page("change"), {**cycle.typed(rag=foreign.pk), "version": "0", "submit": "submit"}
    )
    assert answer.status_code == 422
    assert "rag" in answer.context["form"].errors


def test_an_area_that_stands_in_no_table_files_nothing(cycle: Cycle) -> None:
    umbrella = make.make_area(cycle.alliance, "Information management", counts=False)
    assert cycle.client("office").get(cycle.page("change", area=umbrella)).status_code == 404
