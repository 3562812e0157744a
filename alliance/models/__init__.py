"""Who delivers the programme together: bodies, people, posts, alliances and who may see what."""

from alliance.models.agreement import Agreement, Signature
from alliance.models.alliance import Alliance, AllianceLead, Event, Partner, Statement, Term
from alliance.models.contact import Contact
from alliance.models.directory import Appointment, Organisation, OrganisationName, Person, Post
from alliance.models.roles import RoleGrant
from alliance.models.sharing import Share, SharingBasis

__all__ = [
    "Agreement",
    "Alliance",
    "AllianceLead",
    "Appointment",
    "Contact",
    "Event",
    "Organisation",
    "OrganisationName",
    "Partner",
    "Person",
    "Post",
    "RoleGrant",
    "Share",
    "SharingBasis",
    "Signature",
    "Statement",
    "Term",
]
