"""The rows of an alliance that does not exist: no police body in it, a company as its owner, words of its own."""

from __future__ import annotations

from typing import Final

Row = dict[str, str]
SOURCE: Final = "Invented for a test"


def rows(headings: str, *lines: str) -> list[Row]:
    """Rows from lines whose cells stand between bars, under the headings given in the same way."""
    names = [each.strip() for each in headings.split("|")]
    return [dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines]


SHEETS: Final[dict[str, list[Row]]] = {
    "organisations": rows(
        "Short name | Name | Kind | Decides for itself | Decides by",
        "saltmarsh | Saltmarsh Borough Council | Council | yes | Resolution of a committee",
        "brackwater | Brackwater District Council | Council | yes | Resolution of a committee",
        "tidewater-fire | Tidewater Fire Authority | Fire and rescue authority | yes | Resolution of a committee",
        "lantern | The Lantern Trust | Charity | no | ",
        "quayside | Quayside Services Limited | Company | yes | Signature of a post's holder",
    ),
    "people": rows("Short name | Name", "i-fenn | Isla Fenn", "o-reed | Omar Reed"),
    "posts": rows(
        "Short name | Organisation | Title | Decides for its body",
        "quayside-director | quayside | Managing Director | yes",
        "saltmarsh-leader | saltmarsh | Leader of the Council | no",
    ),
    "appointments": rows(
        "Post | Person | Standing | From",
        "quayside-director | i-fenn | | 1 May 2024",
        "saltmarsh-leader | o-reed | Acting | May 2024",
    ),
    "alliance": rows(
        "Short name for addresses | Name | Short name | Purpose | Marking | Fictional",
        "tidewater | The Tidewater Alliance (fictional) | Tidewater | To run shared halls and stores. | OFFICIAL | yes",
    ),
    "words": rows(
        "Concept | One | Several",
        "Business area | venture | ventures",
        "Partner | member body | member bodies",
        "Board | table | tables",
        "Phase | tide | tides",
        "Gate | lock | locks",
    ),
    "partners": rows(
        "Organisation | Part | Part in own words | From | Order",
        "quayside | Lead partner | Owner | 1 June 2024 | 1",
        "saltmarsh | Full partner | Member body | 1 June 2024 | 2",
        "brackwater | Full partner | Member body | June 2024 | 3",
        "tidewater-fire | Full partner | Member body | June 2024 | 4",
        "lantern | Associate | Friend of the alliance | 2024/25 | 5",
    ),
    "leads": rows(
        "Part | Senior responsible owner | Post | From | Source",
        f"Pilot | yes | quayside-director | 1 June 2024 | {SOURCE}",
    ),
    "charter-lines": rows(
        "Short name | Kind | Number | Under | As written | Order",
        "aim-a | Aim | (a) | | Every hall is open on six days a week. | 1",
        "aim-a-i | Aim | (i) | aim-a | Evenings count. | 2",
        "out-1 | Out of scope | | | Harbour works. | 3",
    ),
    "agreements": rows(
        "Title | State | Signed | From | Led by | As written",
        "The Tidewater Deed | In force | by end May 2024 | 1 June 2024 | quayside | Made as a deed.",
    ),
    "signatures": rows(
        "Agreement | Organisation | State | Signed | As",
        "The Tidewater Deed | quayside | Signed | 28 May 2024 | quayside-director",
        "The Tidewater Deed | lantern | Unsigned in the source | | ",
    ),
    "delegated-powers": rows(
        "Body | Matter | What it says | Tier | Post | Up to",
        "quayside | Orders for the stores | May decide | Deckhand | quayside-director | 2500.5",
    ),
    "sharing-bases": rows(
        "Short name | Name | Follows | Shares are | For | From",
        "hours | Hall hours | hours let | Percentages of the whole | running costs | 1 June 2024",
    ),
    "shares": rows(
        "Sharing basis | Partner | Share | Order",
        "hours | saltmarsh | 31.27 | 1",
        "hours | brackwater | | 2",
        "hours | tidewater-fire | | 3",
        "hours | lantern | | 4",
    ),
    "area-kinds": rows(
        "Code | Singular | Plural | Order", "venture | venture | ventures | 1", "strand | strand | strands | 2"
    ),
    "position-statuses": rows(
        "Code | Name | Counts as approved | Counts as live | Order",
        "moored | Moored | no | no | 1",
        "casting-off | Casting off | yes | no | 2",
        "afloat | Afloat | yes | yes | 3",
    ),
    "areas": rows(
        "Short name | Name | Kind | Letter or number | Part of | In the position table | Restricted | Order",
        "halls | Halls | venture | (a) | | no | | 1",
        "halls-east | Halls of the east | strand | (i) | halls | yes | | 2",
        "stores | Stores | venture | (b) | | yes | yes | 3",
    ),
    "area-statuses": rows(
        "Area | Status | From", "halls-east | afloat | March 2025", "stores | casting-off | by end April 2025"
    ),
    "area-partners": rows(
        "Area | Partner | Part | From",
        "stores | saltmarsh | Keeper | 1 July 2024",
        "stores | tidewater-fire | Keeper | July 2024",
    ),
    "lifecycles": rows("Short name | Name | As written", "tides | The four tides | In, slack, out, slack."),
    "lifecycle-phases": rows(
        "Lifecycle | Code | Name | May be omitted | Order",
        "tides | 1 | Flood tide | no | 1",
        "tides | 2 | Slack water | yes | 2",
        "tides | 3 | Ebb tide | no | 3",
    ),
    "gate-deciders": rows(
        "Code | Name | Bodies | Discussed only",
        "owner | The owner alone | quayside | no",
        "members | All member bodies | saltmarsh; brackwater; tidewater-fire | no",
        "talk | Talked over | | yes",
    ),
    "lifecycle-gates": rows(
        "Lifecycle | Code | Name | After phase | Before phase | Who decides | Order",
        "tides | L1 | First lock | tides / 1 | tides / 2 | members | 1",
        "tides | L2 | Sea lock | tides / 3 | | owner | 2",
    ),
    "lifecycle-requirements": rows(
        "Gate | What is asked for | Kind | Made for | Mandatory",
        "tides / L1 | A count of the keys | Deliverable | | yes",
    ),
    "area-phases": rows(
        "Area | Phase | Number | Of the lifecycle | Baseline start | Forecast end | Order",
        "stores | Flood tide of the stores | 1 | tides / 1 | 2 September 2024 | March to May 2025 | 1",
    ),
    "gates": rows(
        "Area | Gate | Of the lifecycle | Planned | Forecast",
        "stores | First lock of the stores | tides / L1 | March 2025 | Q2 2025/26",
    ),
    "milestones": rows(
        "Area | Milestone | Baseline | Forecast | Owner",
        "halls-east | Keys handed over | 3 March 2025 | TBA | the warden",
    ),
    "rag-ratings": rows(
        "Code | Letter | Word | Colour | Needs a reason | Order",
        "fair | F | Fair | Green | no | 1",
        "foul | X | Foul | Red | yes | 2",
    ),
    "boards": rows(
        "Short name | Name | Kind | How often | Tier | Recommends to | Order",
        "captains | Captains' table | Deciding | Quarterly | 1 | | 1",
        "mates | Mates' table | Recommending | Monthly | 2 | captains | 2",
        "crew | Crew table | Recommending | Monthly | 3 | mates | 3",
    ),
    "board-members": rows(
        "Board | Organisation | Post | Part | From",
        "captains | quayside | quayside-director | Chair | 1 June 2024",
        "captains | saltmarsh | saltmarsh-leader | | 1 June 2024",
        "mates | lantern | | Observer | 2024/25",
    ),
    "risk-frameworks": rows("Short name | Name", "two-by-two | Two by two"),
    "scale-steps": rows(
        "Framework | Scale | Value | Name",
        "two-by-two | Likelihood | 1 | Calm",
        "two-by-two | Likelihood | 2 | Rough",
        "two-by-two | Impact | 1 | Damp",
        "two-by-two | Impact | 2 | Soaked",
    ),
    "risk-bands": rows(
        "Framework | Code | Name | Letter | Colour | Order",
        "two-by-two | low | Low | L | Green | 1",
        "two-by-two | high | High | H | Red | 2",
    ),
    "matrix-cells": rows(
        "Framework | Likelihood | Impact | Band",
        "two-by-two | 1 | 1 | two-by-two / low",
        "two-by-two | 2 | 2 | two-by-two / high",
    ),
    "registers": rows("Short name | Name | Level | Kept by", "log | The log | Programme | The harbour office"),
    "risks": rows(
        "Register | Reference | As written | Partners affected | Owner | Identified",
        "log | W-1 | The roof may leak. | saltmarsh; lantern | quayside-director | June 2024",
    ),
    "assessments": rows(
        "Risk | Framework | Likelihood | Impact | Assessed | Reason",
        "log / W-1 | two-by-two | 2 | 2 | 3 June 2024 | It has leaked before.",
    ),
    "benefits": rows("Short name | Title | Kind | Area", "one-key | One set of keys | Cashable | halls"),
    "benefit-entries": rows(
        "Benefit | Caption | Amount | High end | Qualifier | Unit | Over what time | Basis | As at",
        "one-key | Saved on keys | 1200 | 1500.5 | Around | Pounds | Each year | Forecast | June 2024",
    ),
}
