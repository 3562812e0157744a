"""The patterns that the text of a training alliance is composed from. Words in braces are filled by `wording`."""

from __future__ import annotations

from typing import Final

DONE: Final = (
    "{Team} finished testing {thing} at {place} and closed {number} of the faults found",
    "{Thing} went to consultation; {number} replies came back, most of them from {place}",
    "Two workshops on {thing} were held at {place}, with {number} people from {county}",
    "{Team} moved {thing} from {county} to the shared arrangement {when}",
    "A first draft of {thing} was written and read by {team} {when}",
    "The pilot of {thing} at {place} ended {when}; {result}",
    "{Team} compared the costs of {thing} in {county} and {other}, and {result}",
    "Staff at {place} were briefed on {thing} in {number} sessions",
    "The supplier delivered {thing} {when} and {team} accepted it after {number} corrections",
    "{Number} of the records behind {thing} were checked against those of {other}",
    "{Team} visited {place} to see how {thing} works there; {result}",
    "The trade unions were told about {thing} {when} and asked {number} questions",
    "{Thing} now covers {county} as well, {number} weeks after it began at {place}",
    "An equality check of {thing} was made {when}, and {result}",
    "{Team} agreed with {other} who keeps {thing} and from which budget",
    "The steering group read the findings on {thing} from {place} and {result}",
    "{Number} users at {place} tried {thing} for a month; {result}",
    "{Team} rewrote the guidance for {thing} after comments from {other}",
)

RESULTS: Final = (
    "the figures bear out the business case",
    "three of the five targets were met",
    "the change is to be made in two steps",
    "no objection was raised",
    "the old arrangement stays as a fallback for a quarter",
    "the differences turned out smaller than feared",
    "one point remains to be settled with the supplier",
    "the timetable holds",
    "the cost came out a little below the estimate",
    "a further site asked to join",
    "the local managers were content",
    "the duplicated steps were taken out",
    "training is to be repeated for the late shift",
    "the reports now agree with one another",
    "an earlier decision had to be looked at again",
    "the lessons were written down for the next site",
)

NEXT: Final = (
    "Begin {thing} at {place} {ahead}",
    "Bring {thing} to the programme board {ahead} with the views of {other}",
    "Train {number} people at {place} on {thing}",
    "Close the remaining {number} faults in {thing} before {place} goes over",
    "Agree with {other} how {thing} is paid for from next year",
    "Publish {thing} to all staff of {county} {ahead}",
    "Ask {team} to check {thing} at {place} once more",
    "Sign the change to {thing} with the supplier {ahead}",
    "Visit {place} with {team} and settle who runs {thing}",
    "Measure what {thing} has saved at {place} over {number} weeks",
    "Write the closing note on {thing} and hand it to {team}",
    "Test {thing} together with {other} {ahead}",
    "Move the last {number} files of {thing} out of {place}",
    "Collect the figures for {thing} from {county} and {other}",
)

AMBER: Final = (
    "{Thing} is {number} weeks behind at {place} because {team} lost two people",
    "The supplier of {thing} has asked for {number} more weeks",
    "{Other} has not yet agreed how {thing} is to be paid for",
    "Testing of {thing} at {place} found {number} faults that must be mended first",
    "{Team} asked for a decision about {place} that has not been taken",
    "The data behind {thing} from {county} is not complete",
    "Two workshops on {thing} at {place} had to be put off {when}",
    "The cost of {thing} rose at {place}, and {team} must look for savings elsewhere",
)

RED: Final = (
    "{Thing} cannot start at {place} before the contract is signed, which {other} has stopped",
    "The gate was missed: {thing} failed its test at {place} {when}",
    "{Team} lost the lead for {thing} and nobody at {county} can be released",
    "The supplier of {thing} withdrew {when} and a new tender takes {number} weeks",
    "{Other} has asked for {thing} to be planned anew, and the saving at {place} is lost for this year",
    "A legal question about {thing} stops all work at {place} until it is answered",
    "The building at {place} is not ready, so that {thing} slips by {number} weeks",
    "{Number} of the users at {place} went back to the old way of working and {thing} does not do what was promised",
)

DECISIONS: Final = (
    "To agree that {thing} begins at {place} first and at {other} a quarter later",
    "To release the second half of the money for {thing} at {place}",
    "To accept the later date for {thing} that {team} put forward for {place}",
    "To say which partner employs the staff who run {thing} at {place}",
    "To extend the contract for {thing} at {place} by {number} months",
    "To stop {thing} at {place} and return the money to {county} and {other}",
    "To let {team} buy {thing} for {county} and {other} in one tender",
)

CAUSES: Final = (
    "{Team} lost {number} people at {place} and found none to follow them",
    "The contract for {thing} ends before its replacement at {place} is ready",
    "{County} and {other} count {thing} in different ways",
    "The building at {place} is older than the survey said",
    "The figures for {thing} at {place} were last checked {number} months ago",
    "Only one supplier offers {thing} within reach of {place}",
    "{Other} is to vote on its budget while {thing} is still being planned",
    "The law on {thing} is to change and the guidance for {place} is not out",
    "{Thing} relies on a system at {place} that is no longer looked after",
    "Staff at {place} have been asked to change {thing} twice within {number} months",
)
EVENTS: Final = (
    "{thing} may not be ready when {place} goes over",
    "the partners may not agree who pays for {thing} at {place}",
    "skilled people may leave {place} before {thing} is handed over",
    "records may be lost while {thing} is moved from {place}",
    "the cost of {thing} at {place} may rise above what was approved",
    "a challenge to {thing} may be brought from {place}",
    "the service at {place} may stop while {thing} is changed",
    "{other} may leave the arrangement for {thing}",
)
EFFECTS: Final = (
    "so that the saving planned for {county} comes a year late",
    "so that the public at {place} waits longer",
    "so that work is done twice in {county} and {other}",
    "so that the gate cannot be passed and {team} must plan again",
    "so that confidence in the programme falls at {place}",
    "so that {other} has to pay for two arrangements side by side",
    "so that {team} cannot show what the change has brought",
    "so that staff at {place} work overtime for {number} weeks",
)
REASSESSED: Final = (
    "{Team} reported progress at {place}",
    "No change since {team} last looked at {place}",
    "{Other} has raised it again after the visit to {place}",
    "The control at {place} was tested by {team} and held",
    "The control at {place} was tested by {team} and did not hold",
    "A date was missed at {place}, so it is likelier than {team} thought",
)

ACTIONS: Final = (
    "Write to {other} about {thing} at {place}",
    "Bring the figures for {thing} at {place} to the next meeting",
    "Agree a date with {team} for {thing} at {place}",
    "Find out why more is paid for {thing} in {county} than in {other}",
    "Arrange a visit of the members to {place}",
    "Ask {team} for a plan to recover {number} weeks on {thing}",
    "Check with the insurers that {thing} is covered at {place}",
)
OUTCOMES: Final = (
    "Done; {other} answered {when}",
    "The figures were circulated to members {when}",
    "{Team} confirmed the date for {place}",
    "Reported at the meeting and accepted",
    "The visit to {place} took place {when}",
)
DROPPED: Final = ("Overtaken: {thing} was settled with {other} {when}", "Not pursued, as {place} has left the plan")

PARAGRAPHS: Final = (
    "Members asked {when} how {thing} would work for {place}. {Team} looked at three ways of doing it, and this paper"
    " gives the costs of each",
    "{County} runs {thing} from {place} with {number} people; {other} runs it with fewer but buys more from outside",
    "{Team} counted {number} steps in {thing} as it stands. Nearly half of them exist because the partners keep"
    " separate records at {place}",
    "The saving comes from three sources: fewer sites, one contract for {thing}, and less travel between {place} and"
    " {second}",
    "If {thing} stayed as it is, {county} would have to replace equipment at {place} within {number} months",
    "Staff at {place} were asked what they expect. They want clear hours, one manager and time to learn {thing}",
    "{Other} supports the proposal on condition that {place} keeps a counter and that {team} report every quarter",
    "The legal advice is that {thing} may be shared under the agreement as it stands, provided that each body decides"
    " for itself about {place}",
    "There is no effect on the public at {second}. At {place}, {thing} would move to a new address {ahead}",
    "{Team} tested the figures against those of a similar service. They differ by less than {number} per cent for"
    " {place} and by rather more for {second}",
    "The main uncertainty is the supplier of {thing}, whose price for {place} is held only until the tender closes",
    "An equality check found that part-time staff at {place} would gain from {thing}, and that notice of {number}"
    " weeks is needed",
    "Information about people is touched only where {thing} names them; the assessment made by {team} is reviewed"
    " {ahead}",
    "The environment gains a little: {number} journeys a week between {place} and {second} would no longer be made",
    "The board last spoke of {thing} {when}, when {other} asked for more time",
    "Until now {place} and {second} have ordered {thing} separately and paid different prices for it",
    "The proposal leaves {second} out for the first {number} months, because its lease cannot be ended sooner",
    "A visit to {place} {when} showed that {thing} can be handed over within {number} working days",
    "Two of the partners already do this together; {other} would be the third",
    "{Team} would move to {second}, and the rooms that fall empty at {place} could be given up",
    "The trade unions accept the change to {thing} if nobody has to travel further than from {place} to {second}",
    "Each partner keeps its own policy on {thing}; only the work behind it is shared",
    "Where the partners differ, the rule of {county} would hold until a common one is written",
    "The present contract for {thing} may be left with {number} weeks’ notice, and without a payment",
    "Old equipment at {place} would be sold; its worth is small and is left out of the figures",
    "Nobody has been found who would lose pay. {Number} people would have another manager",
    "The first invoice under the new arrangement would reach {county} {ahead}",
    "A smaller trial at {second} was thought of and set aside, as it would have cost nearly as much as the whole",
    "Buying {thing} from outside was priced as well. It came out dearer for {place} and slower for {second}",
    "The auditors of {other} saw the calculation {when} and asked for one correction, which was made",
    "What the public asks most is how long {thing} takes; at {place} it takes {number} days",
    "{Team} kept a diary for a month, from which the times in the table were taken",
    "The figures for {second} are estimates; those for {place} were counted",
    "If two of the three savings fail, the change still pays for itself after {number} months",
    "Complaints about {thing} fell at {place} and rose at {second}; the reasons are known and are not linked",
    "The building at {second} has room for {number} more people, once the wiring has been renewed",
    "Training is planned in groups of eight, so that {place} is never left without {team}",
    "The risk that matters most is a late handover, since {county} would then pay twice for {thing}",
    "A fallback exists: {other} could run {thing} for all for up to {number} weeks",
    "The chief finance officers were consulted {when} and raised no objection to the shares",
    "Progress would be measured by the time from request to answer, and read at {place} every month",
    "A review is proposed {number} weeks after the start, with the figures of {place} and {second} side by side",
    "The agreement allows each partner to leave {thing} at the end of a financial year",
    "No decision is asked on the staff of {place}; that comes with the full business case {ahead}",
    "Suppliers were heard {when}. None of them saw a difficulty in serving {place} and {second} together",
    "The website of each partner would point to one page about {thing}, kept by {team}",
    "Keys, badges and parking at {second} are small matters, and they took {number} days to settle at {place}",
    "What {other} learned when it closed its own office is set out in the annex that {team} wrote",
    "Records older than {number} years would not be moved; they stay at {place} until they may be destroyed",
    "The working group met {number} times, at {place} and at {second} in turn",
    "Each partner was asked in writing {when}. All answered, and their answers agree on the main point",
    "The two ways of counting {thing} give results that lie {number} per cent apart, which the table shows",
    "People with a disability would find {second} easier to reach than {place}, where the lift is often out of order",
    "The inspectorate named {thing} as work to be improved, and comes back {ahead}",
    "Half of the work is seasonal: {place} is busiest in the weeks when {second} is quiet",
    "If the board says no, {county} has to decide alone {ahead} how to replace {thing}",
    "The timetable leaves {number} days between the decision and the first move from {place}",
    "Insurance is arranged by each partner for its own people, wherever {thing} is done",
    "A single telephone number would take the place of the {number} that people find today",
    "The names and numbers in the annex were taken from the registers of {county} {when}",
    "Visitors to {place} would be received by {team}, who are trained for it already",
    "What remains open is the order of the moves: {place} would like to be first, {second} has no preference",
    "The members for {place} were told {when} and asked to be kept informed",
    "The costs of ending the change, should it fail, were worked out and are borne by all partners alike",
)
HEADINGS: Final = (
    "Why this is before you",
    "How it works today",
    "What is proposed",
    "What it costs and saves",
    "What staff and partners say",
    "Law and powers",
    "Equality",
    "Risks",
    "Information about people",
    "How it would be done",
    "Other ways that were looked at",
    "What happens next",
    "Estates and travel",
    "Where the figures come from",
    "Review",
)
TOPICS: Final = (
    "Options for {thing}",
    "Moving {thing} to {place}",
    "Business case for {thing} at {place}",
    "Review of {thing} after a year at {place}",
    "How {county} and {other} would share {thing}",
    "Closing the work on {thing} at {place}",
)
RECOMMENDATIONS: Final = (
    "That the board agrees the preferred way of running {thing} and asks {team} to begin at {place}",
    "That the board notes the progress on {thing} and asks for a further report {ahead}",
    "That the board recommends {thing} to each deciding body, with the costs for {place} as set out",
)
SUMMARIES: Final = (
    "{Thing} is the point to watch; {place} has done better than planned",
    "Most of the work is on time. The board is asked to look at {thing} at {place}",
    "Two areas caught up, and {team} made a plan for {thing} at {place}",
    "{Other} has confirmed its share for {thing}, which lets {place} go ahead",
)
