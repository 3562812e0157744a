"""The drawing of a plan, from dates alone: where things stand, what is sure, what is not, and which words say so."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from core.imprecise_dates import ImpreciseDate, parse
from reporting.charts import DENSE, ROOMY, SWATCHES, Bar, Mark, Row, Timeline, gantt, height_of
from reporting.charts.extents import STUB, extent_of, reach_of

ON = date(2017, 9, 22)
LINE = Timeline(date(2017, 4, 1), date(2018, 3, 31), 365)
"""One unit is one day."""
SVG = "{http://www.w3.org/2000/svg}"


def bar(state: str = "ahead", start: str = "", end: str = "", **more: object) -> Bar:
    dates = tuple(parse(text) if text else None for text in (start, end))
    return Bar(label="2. Full case", short="2", title="Full case: all of it", state=state, dates=dates, **more)  # type: ignore[arg-type]


def mark(when: str, state: str = "planned", *, is_gate: bool = True, **more: object) -> Mark:
    return Mark(is_gate=is_gate, state=state, when=parse(when) if when else None, title=f"Gate {when}", **more)  # type: ignore[arg-type]


def row(*bars: Bar, marks: tuple[Mark, ...] = ()) -> Row:
    return Row("Custody: now in 2", "Phases 1", bars, marks, "Nothing is dated yet")


def lane(one: Row, *, linked: bool = False) -> ElementTree.Element:
    (drawn,) = gantt([one], LINE, ON, ROOMY, linked=linked).lanes
    return ElementTree.fromstring(drawn)


def rects(one: Row) -> list[tuple[float, float, bool]]:
    """Left, right, and whether its edges are broken, of each part of the bars; in days."""
    found = []
    for each in lane(one).iter(f"{SVG}rect"):
        left, width = float(each.get("x", 0)), float(each.get("width", 0))
        scale = LINE.width / ROOMY.width
        found.append((round(left * scale), round((left + width) * scale), each.get("stroke-dasharray") is not None))
    return found


class TestAnExtent:
    def test_of_two_days_is_sure_from_the_first_to_the_last(self) -> None:
        found = extent_of(LINE, parse("1 April 2017"), parse("10 April 2017"), None)
        assert found is not None
        assert found.edges == (0, 0, 10, 10)

    @pytest.mark.parametrize(
        ("start", "end", "edges"),
        [
            ("April 2017", "10 June 2017", (0, 30, 71, 71)),
            ("1 April 2017", "June 2017", (0, 0, 61, 91)),
            ("1 April 2017", "Q2 2017/18", (0, 0, 91, 183)),
            ("1 April 2017", "by end June 2017", (0, 0, 91 - STUB, 91)),
            ("1 April 2017", "by Q2 2017/18", (0, 0, 91, 183)),
            ("", "10 June 2017", (71 - STUB, 71, 71, 71)),
            ("1 April 2017", "TBA", (0, 0, 0, STUB)),
        ],
    )
    def test_of_what_is_not_to_the_day_is_sure_only_between(
        self, start: str, end: str, edges: tuple[float, ...]
    ) -> None:
        found = extent_of(LINE, parse(start) if start else None, parse(end), None)
        assert found is not None
        assert found.edges == pytest.approx(edges)

    def test_of_two_dates_that_may_be_one_is_nowhere_sure(self) -> None:
        found = extent_of(LINE, parse("2017/18"), parse("2017/18"), None)
        assert found is not None
        assert found.inner_left == found.inner_right
        assert (found.outer_left, found.outer_right) == (0, 365)

    def test_of_a_phase_without_an_end_goes_on_until_the_day(self) -> None:
        found = extent_of(LINE, parse("1 April 2017"), None, ON)
        assert found is not None
        assert found.edges == (0, 0, 175, 175 + STUB)

    def test_with_its_start_after_its_end_shows_the_end_alone(self) -> None:
        found = extent_of(LINE, parse("1 July 2017"), parse("1 June 2017"), None)
        assert found is not None
        assert found.outer_right == 62
        assert found.outer_left == 62 - STUB

    def test_is_none_where_no_date_is_known(self) -> None:
        assert extent_of(LINE, None, parse("TBA"), None) is None

    def test_is_cut_at_the_edges_of_the_line(self) -> None:
        found = extent_of(LINE, parse("1 January 2016"), parse("1 January 2020"), None)
        assert found is not None
        shown = found.within(365)
        assert shown is not None
        assert shown.edges == (0, 0, 365, 365)
        outside = extent_of(LINE, parse("1 January 2016"), parse("1 February 2016"), None)
        assert outside is not None
        assert outside.within(365) is None


class TestTheReachOfASign:
    @pytest.mark.parametrize(
        ("when", "reach"),
        [
            ("1 April 2017", (0.5, 0.5, 0.5)),
            ("April 2017", (0, 30, 15)),
            ("by end June 2017", (91 - STUB, 91, 91)),
        ],
    )
    def test_is_the_days_meant(self, when: str, reach: tuple[float, ...]) -> None:
        assert reach_of(LINE, parse(when)) == pytest.approx(reach)

    def test_is_none_for_what_is_not_known(self) -> None:
        assert reach_of(LINE, ImpreciseDate.tba()) is None
        assert reach_of(LINE, None) is None


class TestALane:
    def test_says_in_title_and_description_what_it_is_and_escapes_both(self) -> None:
        drawn = lane(Row("A & B <c>", "Phases & gates", [], [], "Nothing & none"))
        assert drawn.findtext(f"{SVG}title") == "A & B <c>"
        assert drawn.findtext(f"{SVG}desc") == "Phases & gates"
        assert [each.text for each in drawn.iter(f"{SVG}text")] == ["Nothing & none"]

    def test_draws_a_current_phase_darker_before_the_day_than_after(self) -> None:
        assert rects(row(bar("current", "1 July 2017", "31 December 2017"))) == [(91, 175, False), (175, 275, False)]

    def test_goes_on_to_the_day_with_broken_edges_where_a_phase_is_over_its_time(self) -> None:
        parts = rects(row(bar("current", "1 May 2017", "31 July 2017", is_late=True)))
        assert parts == [(30, 122, False), (122, 175, True)]

    def test_has_soft_ends_where_a_date_is_not_to_the_day(self) -> None:
        assert rects(row(bar("ahead", "October 2017", "January 2018"))) == [
            (183, 214, True),
            (214, 275, False),
            (275, 306, True),
        ]

    def test_names_a_phase_where_there_is_room_else_by_its_number_else_not(self) -> None:
        texts = {
            end: [each.text for each in lane(row(bar("ahead", "1 October 2017", end))).iter(f"{SVG}text")]
            for end in ("31 March 2018", "20 October 2017", "5 October 2017")
        }
        assert texts == {"31 March 2018": ["2. Full case"], "20 October 2017": ["2"], "5 October 2017": []}

    def test_puts_phases_that_overlap_on_tracks_under_one_another(self) -> None:
        beside = row(bar("done", "1 April 2017", "30 June 2017"), bar("ahead", "1 July 2017", "31 July 2017"))
        over = row(bar("done", "1 April 2017", "30 June 2017"), bar("ahead", "1 June 2017", "31 July 2017"))
        assert height_of(over, LINE, ON, ROOMY) > height_of(beside, LINE, ON, ROOMY) * 1.5
        same_day = row(bar("done", "1 April 2017", "30 June 2017"), bar("ahead", "30 June 2017", "31 July 2017"))
        assert height_of(same_day, LINE, ON, ROOMY) == height_of(beside, LINE, ON, ROOMY)
        tops = {each.get("y") for each in lane(over).iter(f"{SVG}rect")}
        assert len(tops) == 2

    def test_shows_every_state_of_a_gate_by_its_shape(self) -> None:
        states = ("planned", "overdue", "passed", "passed_with_conditions", "repeat", "stopped")
        shapes = set()
        for state in states:
            drawn = gantt([row(marks=(mark("1 June 2017", state),))], LINE, ON, ROOMY, linked=False).lanes[0]
            shapes.add(re.sub(r'(fill|stroke)="#[0-9a-f]{6}"', "", drawn))
        assert len(shapes) == len(states), "two states differ by their colour alone"

    def test_shows_every_state_of_a_milestone_by_its_shape(self) -> None:
        drawn = {
            state: gantt([row(marks=(mark("1 June 2017", state, is_gate=False),))], LINE, ON, ROOMY).lanes[0]
            for state in ("ahead", "late", "reached")
        }
        assert drawn["late"].count("<path") > drawn["ahead"].count("<path")
        assert drawn["reached"] != drawn["ahead"]

    def test_draws_the_days_that_a_month_may_mean_through_its_gate(self) -> None:
        day, month = (lane(row(marks=(mark(when),))) for when in ("10 June 2017", "June 2017"))
        assert len(list(month.iter(f"{SVG}path"))) == len(list(day.iter(f"{SVG}path"))) + 2

    def test_draws_a_deadline_with_a_broken_line_before_it(self) -> None:
        (drawn,) = gantt([row(marks=(mark("by end June 2017"),))], LINE, ON, ROOMY).lanes
        assert 'stroke-dasharray="3 2"' in drawn

    def test_draws_no_sign_for_what_has_no_date(self) -> None:
        drawn = lane(row(marks=(mark("TBA"), mark(""))))
        assert [each.text for each in drawn.iter(f"{SVG}text")] == ["Nothing is dated yet"]

    @pytest.mark.parametrize(
        ("dates", "words"),
        [
            (["1 May 2016"], "All earlier"),
            (["1 May 2019"], "All later"),
            (["1 May 2016", "1 May 2019"], "Earlier and later"),
        ],
    )
    def test_says_where_everything_lies_beyond_its_edges(self, dates: list[str], words: str) -> None:
        drawn = lane(row(marks=tuple(mark(each) for each in dates)))
        assert [each.text for each in drawn.iter(f"{SVG}text")] == [words]
        over = row(bar("done", "1 May 2015", "1 June 2015"), bar("done", "1 May 2015", "1 June 2015"))
        assert height_of(over, LINE, ON, ROOMY) == height_of(row(), LINE, ON, ROOMY), "what is not drawn takes no room"

    def test_points_to_what_lies_beyond_its_edges(self) -> None:
        inside = lane(row(bar("done", "1 May 2017", "1 June 2017")))
        beyond = lane(row(bar("done", "1 May 2016", "1 June 2017"), marks=(mark("1 May 2019"),)))
        assert len(list(beyond.iter(f"{SVG}path"))) == len(list(inside.iter(f"{SVG}path"))) + 2

    def test_leads_to_gates_where_it_is_linked_and_nowhere_on_paper(self) -> None:
        one = row(marks=(mark("1 June 2017", href="/a/x/gates/7/?a=1&b=2"),))
        linked = lane(one, linked=True)
        (link,) = linked.iter(f"{SVG}a")
        assert (link.get("href"), link.get("tabindex")) == ("/a/x/gates/7/?a=1&b=2", "-1")
        assert link.findtext(f"{SVG}title") == "Gate 1 June 2017"
        assert linked.get("role") == "group"
        printed = lane(one)
        assert list(printed.iter(f"{SVG}a")) == []
        assert printed.get("role") == "img"


class TestTheHead:
    def head(self, line: Timeline = LINE, on: date = ON) -> list[str]:
        drawn = ElementTree.fromstring(gantt([], line, on, ROOMY).axis)
        return [each.text or "" for each in drawn.iter(f"{SVG}text")]

    def test_names_years_and_months_where_there_is_room(self) -> None:
        assert self.head()[:4] == ["2017/18", "Apr", "May", "Jun"]
        assert self.head()[-1] == "As at 22 September 2017"

    def test_names_quarters_of_several_years(self) -> None:
        words = self.head(Timeline(date(2016, 4, 1), date(2020, 3, 31), 0))
        assert words[:4] == ["2016/17", "2017/18", "2018/19", "2019/20"]
        assert words[4:8] == ["Q1", "Q2", "Q3", "Q4"]

    def test_names_years_alone_where_quarters_are_too_narrow(self) -> None:
        words = self.head(Timeline(date(2005, 4, 1), date(2025, 3, 31), 0))
        assert not any(word.startswith("Q") for word in words)

    def test_names_no_year_that_has_no_room(self) -> None:
        assert self.head(Timeline(date(2017, 3, 20), date(2018, 3, 31), 0))[0] == "2017/18"

    @pytest.mark.parametrize(
        ("on", "words"),
        [(date(2016, 1, 1), "← As at 1 January 2016"), (date(2020, 1, 1), "As at 1 January 2020 →")],
    )
    def test_says_at_its_edge_that_the_day_lies_outside(self, on: date, words: str) -> None:
        assert self.head(on=on)[-1] == words

    def test_says_its_time_and_day_in_its_title(self) -> None:
        title = ElementTree.fromstring(gantt([], LINE, ON, DENSE).axis).findtext(f"{SVG}title")
        assert title == "Financial year 2017/18; the line stands at 22 September 2017"


def test_the_legend_explains_every_sign_in_words_and_none_twice() -> None:
    assert len({swatch.words for swatch in SWATCHES}) == len(SWATCHES) == len({swatch.drawn for swatch in SWATCHES})
    for swatch in SWATCHES:
        assert ElementTree.fromstring(swatch.svg).findtext(f"{SVG}title") == swatch.looks
