"""Who delivers the programme together: bodies, people, posts, alliances and who may see what."""

from alliance.models.agreement import Agreement, AgreementVersion, Signature
from alliance.models.alliance import Alliance, AllianceLead, Event, Statement, Term
from alliance.models.charter import CharterLine, Collaboration
from alliance.models.contact import Contact
from alliance.models.delegation import DelegatedPower
from alliance.models.directory import Appointment, Organisation, OrganisationName, Person, Post, Succession
from alliance.models.partner import Partner
from alliance.models.roles import RoleGrant
from alliance.models.sharing import Share, SharingBasis
from alliance.models.stakeholder import Stakeholder

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Alliance",
    "AllianceLead",
    "Appointment",
    "CharterLine",
    "Collaboration",
    "Contact",
    "DelegatedPower",
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
    "Stakeholder",
    "Statement",
    "Succession",
    "Term",
]
