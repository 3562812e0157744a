"""Codes that are stored, with the words that people read. No rule stands here."""

from __future__ import annotations

from django.db import models


class Measure(models.TextChoices):
    """What an entered count counts; approved is cumulative, so it holds the live ones too (rule X-06)."""

    APPROVED = "approved", "Approved, including those live"
    LIVE = "live", "Live"


class BenefitKind(models.TextChoices):
    CASHABLE = "cashable", "Cashable"
    POTENTIALLY_CASHABLE = "potentially_cashable", "Potentially cashable"
    NON_CASHABLE = "non_cashable", "Non-cashable"
    DISBENEFIT = "disbenefit", "Dis-benefit"
    NOT_STATED = "not_stated", "Not stated"


class RagTone(models.TextChoices):
    """How a rating is drawn; its letter and word are the alliance's own data."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    ORANGE = "orange", "Orange"
    RED = "red", "Red"
    BLUE = "blue", "Blue"
    GREY = "grey", "Grey"


class UpdateState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"


class PeriodState(models.TextChoices):
    OPEN = "open", "Open"
    SIGNED_OFF = "signed_off", "Signed off"


class GateState(models.TextChoices):
    """What came of a gate (capability 12). It moves by the verbs of a gate alone."""

    PLANNED = "planned", "Planned"
    PASSED = "passed", "Passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions", "Passed with conditions"
    REPEAT = "repeat", "To be repeated"
    STOPPED = "stopped", "Stopped"


PASSES = (GateState.PASSED, GateState.PASSED_WITH_CONDITIONS)


class GateAuthority(models.TextChoices):
    """On what a gate was passed. A decision is given by a board; an override is the word of a named person."""

    DECISION = "decision", "A decision of those who decide"
    OVERRIDE = "override", "An override, with its reason"
    DISCUSSION = "discussion", "A discussion, where no more was asked"


class Tailoring(models.TextChoices):
    """How an area takes a phase of its lifecycle (rules E-28, E-29)."""

    AS_LIFECYCLE = "as_lifecycle", "As the lifecycle has it"
    COMBINED = "combined", "Combined with another phase"
    SHORTENED = "shortened", "Shortened"
    OMITTED = "omitted", "Omitted"
    FAST_TRACKED = "fast_tracked", "Fast-tracked"


class RequirementKind(models.TextChoices):
    DELIVERABLE = "deliverable", "Deliverable"
    CRITERION = "criterion", "Criterion"
    CONDITION = "condition", "Condition"


class TemplateKind(models.TextChoices):
    """What a lifecycle can ask for beforehand; a condition is set when a gate is passed."""

    DELIVERABLE = "deliverable", "Deliverable"
    CRITERION = "criterion", "Criterion"


class EachFor(models.TextChoices):
    """For whom a deliverable or a criterion is made (rules E-32, E-35)."""

    JOINT = "joint", "One for all together"
    PARTNER = "partner", "One for each partner"
    DECIDING_BODY = "deciding_body", "One for each deciding body"


class PhaseState(models.TextChoices):
    """Where a phase of an area is on a day; read from its dates, and never stored."""

    AHEAD = "ahead", "Ahead"
    CURRENT = "current", "Current"
    DONE = "done", "Done"
    OMITTED = "omitted", "Omitted"


class DependencyState(models.TextChoices):
    OPEN = "open", "Open"
    AT_RISK = "at_risk", "At risk"
    MET = "met", "Met"
    DROPPED = "dropped", "No longer needed"


class EngagementKind(models.TextChoices):
    CONSULTATION = "consultation", "Consultation"
    BRIEFING = "briefing", "Briefing"
    STAFF_BODY = "staff_body", "Talks with a staff body"
    EXTERNAL_APPROVAL = "external_approval", "Approval from outside"
    COMPARATOR = "comparator", "Comparator"
    REFERENCE_VISIT = "reference_visit", "Reference visit"


class SuccessionKind(models.TextChoices):
    """What became of an area (capability 7)."""

    SPLIT = "split", "Split into"
    MERGED = "merged", "Merged into"
    MOVED = "moved", "Moved to"
    RENAMED = "renamed", "Renamed"


class Dimension(models.TextChoices):
    """What can leave its tolerance, and what a change is asked of (domain.md 2.1)."""

    TIME = "time", "Time"
    COST = "cost", "Cost"
    BENEFIT = "benefit", "Benefit"
    PEOPLE = "people", "People"
    SCOPE = "scope", "Scope"
    QUALITY = "quality", "Quality"
    RISK = "risk", "Risk"


class ChangeState(models.TextChoices):
    """What came of a change request. It moves by the verbs of a change request alone."""

    RAISED = "raised", "Raised"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    DEFERRED = "deferred", "Deferred"
    WITHDRAWN = "withdrawn", "No longer asked for"


class CaseLevel(models.TextChoices):
    """The three levels of a business case (domain.md 2.3)."""

    STRATEGIC_OUTLINE = "soc", "Strategic outline case"
    OUTLINE = "obc", "Outline business case"
    FULL = "fbc", "Full business case"


class CaseState(models.TextChoices):
    DRAFT = "draft", "Being made"
    COMPLETE = "complete", "Complete"
    SUPERSEDED = "superseded", "Superseded"


class Consultation(models.TextChoices):
    """Whether those concerned have to be consulted; the answer may not be known yet."""

    NOT_STATED = "not_stated", "Not stated"
    REQUIRED = "required", "Required"
    NOT_REQUIRED = "not_required", "Not required"


class AssentKind(models.TextChoices):
    APPROVAL = "approval", "Approval"
    EQUALITY = "equality", "Equality assessment"


class AssentStage(models.TextChoices):
    """Equality evidence is given for the case and again for the implementation (rule X-15)."""

    CASE = "case", "For the case"
    IMPLEMENTATION = "implementation", "For the implementation"


class AssentState(models.TextChoices):
    """A source may show the place for a signature without one (rule E-12)."""

    AWAITED = "awaited", "Awaited"
    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    UNSIGNED = "unsigned", "Unsigned in the source"


class CostKind(models.TextChoices):
    """A case costs what it sets up, operates and dismantles (rule X-16)."""

    SET_UP = "set_up", "To set up"
    RUNNING = "running", "To operate"
    DISMANTLING = "dismantling", "To dismantle"


class Urgency(models.TextChoices):
    """How soon an independent review wants something done (domain.md 2.2)."""

    CRITICAL = "critical", "Critical: do now"
    ESSENTIAL = "essential", "Essential: do by its date"
    RECOMMENDED = "recommended", "Recommended"


class RecommendationState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
