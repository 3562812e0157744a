"""The kinds of record of this app, declared once for pages and API."""

from alliance.records.charter import CHARTER
from alliance.records.directory import DIRECTORY
from alliance.records.pledges import PLEDGES
from alliance.records.whole import ALLIANCE

RECORDS = [*DIRECTORY, *ALLIANCE, *CHARTER, *PLEDGES]
