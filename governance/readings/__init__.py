"""What pages and API gather of meetings, papers and actions, as at a date or as known on one. Nothing is written."""

from governance.readings.calendar import MeetingCalendar, meeting_calendar
from governance.readings.meetings import ActionLine, ItemLine, MeetingFacts, PaperLine, meeting_facts
from governance.readings.papers import PaperFacts, paper_facts

__all__ = [
    "ActionLine",
    "ItemLine",
    "MeetingCalendar",
    "MeetingFacts",
    "PaperFacts",
    "PaperLine",
    "meeting_calendar",
    "meeting_facts",
    "paper_facts",
]
