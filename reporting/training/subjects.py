"""What a made-up alliance works on: its business areas by group, with the things and the teams its text speaks of."""

from __future__ import annotations

from typing import Final, NamedTuple


class Group(NamedTuple):
    """Business areas of one kind, and the words that fit them."""

    areas: tuple[str, ...]
    things: tuple[str, ...]
    teams: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


GROUPS: Final = (
    Group(
        _words(
            "Payroll; Recruitment; Training and development; Occupational health; Workforce planning; Vetting;"
            " Volunteers and cadets; Staff appraisal; Duty planning; Exit and retirement"
        ),
        _words(
            "the joint rota rules; the common role profiles; the shared payslip; the single absence code list;"
            " the induction course; the combined job evaluation; the on-call allowance scheme; the vetting backlog;"
            " the skills register; the shared interview panel; the exit interview form; the pension data return"
        ),
        _words("the people team; the rota planners; the payroll clerks; the training school"),
    ),
    Group(
        _words(
            "Estates; Facilities management; Energy and water; Cleaning and catering; Custody buildings;"
            " Stores and archives; Building security; Asset register; Parking and access; Relocation of headquarters"
        ),
        _words(
            "the room booking scheme; the boiler replacement; the joint cleaning specification; the key register;"
            " the survey of empty floors; the archive move; the lease of the depot; the access card system;"
            " the heating schedule; the list of buildings to share; the fire risk assessments; the signage plan"
        ),
        _words("the estates team; the site managers; the surveyors; the facilities desk"),
    ),
    Group(
        _words(
            "Information systems; Service desk; Records management; Data centre; Mobile devices; Network and telephony;"
            " Business intelligence; Information security; Software licences; Digital evidence store"
        ),
        _words(
            "the common sign-on; the migration of mailboxes; the records retention schedule; the backup arrangements;"
            " the device refresh; the shared reporting model; the data sharing protocol; the licence inventory;"
            " the service catalogue; the test environment; the call queue; the firewall rules"
        ),
        _words("the systems team; the service desk; the data analysts; the network engineers"),
    ),
    Group(
        _words(
            "Control room; Roads policing; Search and rescue; Dog section; Custody; Scientific support;"
            " Firearms licensing; Major incident rooms; Events planning; Marine unit"
        ),
        _words(
            "the joint deployment model; the shared command rota; the operating procedure; the handover checklist;"
            " the kennel review; the exercise programme; the equipment list; the forensic submission form;"
            " the mutual aid agreement; the incident grading guide; the airwave talk groups; the briefing template"
        ),
        _words("the operations planners; the duty inspectors; the control room supervisors; the specialist leads"),
    ),
    Group(
        _words(
            "Legal services; Professional standards; Complaints; Insurance and claims; Information requests;"
            " Policy and procedure; Audit and inspection; Equality and inclusion; Health and safety; Coroner support"
        ),
        _words(
            "the single complaints form; the policy library; the claims protocol; the disclosure guidance;"
            " the delegation scheme; the equality assessment; the audit plan; the case management rules;"
            " the publication scheme; the accident book; the appeals process; the template agreements"
        ),
        _words("the legal team; the standards officers; the policy unit; the claims handlers"),
    ),
    Group(
        _words(
            "Finance; Procurement; Treasury management; Grants; Income and charging; Internal audit;"
            " Budget monitoring; Contract management; Cost sharing; Accounts payable"
        ),
        _words(
            "the common chart of accounts; the supplier list; the invoice matching rules; the charging policy;"
            " the cost sharing formula; the contract register; the purchase card scheme; the year-end timetable;"
            " the budget holder guide; the joint tender; the savings ledger; the grant claim"
        ),
        _words("the finance team; the buyers; the contract managers; the accounts clerks"),
    ),
    Group(
        _words(
            "Fleet; Uniform and equipment; Workshops; Vehicle recovery; Driver training; Fuel and charging;"
            " Stationery and print; Medical supplies; Radio equipment; Disposal and recycling"
        ),
        _words(
            "the vehicle replacement plan; the workshop opening hours; the parts contract; the charging points;"
            " the uniform catalogue; the recovery framework; the driver assessment; the tyre contract;"
            " the pool car scheme; the mileage survey; the disposal route; the accident repair agreement"
        ),
        _words("the fleet team; the workshop foremen; the stores staff; the transport office"),
    ),
    Group(
        _words(
            "Public contact; Neighbourhood support; Victims and witnesses; Communications; Schools liaison;"
            " Licensing enquiries; Front counters; Partnership working; Community grants; Public surveys"
        ),
        _words(
            "the single enquiry number; the front counter hours; the website contents; the call-back promise;"
            " the witness leaflet; the survey questions; the partnership directory; the school visits plan;"
            " the press rota; the complaint acknowledgement; the meeting calendar; the newsletter"
        ),
        _words("the contact centre; the community teams; the press office; the volunteers’ coordinators"),
    ),
)

SHIRES: Final = ("Northshire", "Midshire", "Coastshire", "Eastshire", "Hillshire", "Lakeshire")
"""Invented counties. Every partner of a training alliance is named after one."""

PLACES: Final = _words(
    "Ashbeck; Barrowmere; Calderwick; Dunmarsh; Elmcote; Fallowbridge; Greyholm; Hartsend; Inglecombe; Juniper Cross;"
    " Kettlewood; Longreach; Marlhaven; Netherby Cross; Oakmoor; Penfold; Quarrybank; Rushmere Vale; Stonegarth;"
    " Thistledown; Upper Larkhill; Vintner’s Quay; Westering; Yarrowdale"
)
