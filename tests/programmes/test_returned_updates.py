"""What a returned update is called while its lead works on it, and what a tab left open says once it was filed."""

from __future__ import annotations

from tests.programmes.cycle import Cycle


def test_a_saved_draft_of_a_returned_update_is_being_redrafted_until_it_is_filed(cycle: Cycle) -> None:
    cycle.filed(state="returned")
    lead, office = cycle.client("lead"), cycle.client("office")
    pages = [cycle.period_page(), cycle.page(), f"/a/{cycle.alliance.slug}/areas/?as_at=2017-09-22"]

    def said() -> list[bool]:
        return ["Returned, being redrafted" in office.get(page).content.decode() for page in pages]

    assert said() == [False, False, False]
    lead.post(cycle.page("change"), {**cycle.typed(done="On 4 September."), "version": "1", "draft": "draft"})
    assert said() == [True, True, True]
    answer = office.get(f"/api/v1/updates/?alliance={cycle.alliance.slug}").json()["results"][0]
    assert (answer["state"], answer["redrafted"]) == ("returned", True)
    lead.post(cycle.page("change"), {**cycle.typed(done="On 4 September."), "version": "2", "submit": "submit"})
    office.post(cycle.page("return"), {"version": "3", "comment": "Which hour?"})
    assert said() == [False, False, False]
    assert "Which hour?" in lead.get(cycle.page()).content.decode()


def test_a_tab_left_open_names_only_what_its_reader_may_do(cycle: Cycle) -> None:
    cycle.filed()
    typed = {**cycle.typed(), "version": "1", "submit": "submit"}
    lead = cycle.client("lead").post(cycle.page("change"), typed)
    assert lead.status_code == 409
    assert "There is nothing for you to do with it now." in lead.content.decode()
    office = cycle.client("office").post(cycle.page("change"), typed)
    assert "Possible now: accept, return." in office.content.decode()
