"""National time limits, from a contact to a child protection plan, each with its source.

These are the starting point. The edition of local policy in force holds the limits that a council
runs on, which may be shorter and which may add its own, such as those of its ratings.
"""

from frontdoor.library.clocks.limits import Limit, Unit

WORKING_TOGETHER = "Statutory guidance: Working Together to Safeguard Children"

STATUTORY: tuple[Limit, ...] = (
    Limit(
        code="response_decision",
        name="Decide the type of response",
        amount=1,
        unit=Unit.WORKING_DAYS,
        starts="the referral is received",
        source=f"{WORKING_TOGETHER}: a social worker decides what happens next within one working day.",
        note="Many councils write 24 hours in its place; one is known to allow two working days.",
    ),
    Limit(
        code="acknowledgement",
        name="Acknowledge the referral to whoever made it",
        amount=1,
        unit=Unit.WORKING_DAYS,
        starts="the referral is received",
        source=f"{WORKING_TOGETHER}: the referrer hears within one working day that it has arrived.",
        note="The same day as the decision on the type of response, but a separate act.",
    ),
    Limit(
        code="assessment_authorised",
        name="Assessment finished and authorised",
        amount=45,
        unit=Unit.WORKING_DAYS,
        starts="the referral is received",
        starts_at_opening=False,
        source=f"{WORKING_TOGETHER}: 45 working days from referral at the very most; sooner if the child needs it.",
        note="A maximum, not a target. Finished means authorised by a manager, and the family and agencies told.",
    ),
    Limit(
        code="assessment_in_census",
        name="Assessment finished, as the census counts it",
        amount=45,
        unit=Unit.WORKING_DAYS,
        starts="the assessment itself starts",
        starts_at_opening=False,
        source="Department for Education: children in need census, check 8670Q on assessments still open.",
        note="Counted from a later start than the guidance, so it can look in time when the guidance is broken.",
    ),
    Limit(
        code="initial_conference",
        name="Initial child protection conference held",
        amount=15,
        unit=Unit.WORKING_DAYS,
        starts="the strategy discussion that began the section 47 enquiry is held",
        starts_at_opening=False,
        source=f"{WORKING_TOGETHER}: within 15 working days of the strategy discussion that began the enquiry.",
        note="Of several strategy discussions, the one that began the enquiry counts, not the latest.",
    ),
    Limit(
        code="core_group",
        name="First core group meeting held",
        amount=10,
        unit=Unit.WORKING_DAYS,
        starts="the initial child protection conference is held",
        starts_at_opening=False,
        source=f"{WORKING_TOGETHER}: the core group first meets within 10 working days of the initial conference.",
        note="How often it meets after that is agreed locally, commonly every month to six weeks.",
    ),
    Limit(
        code="first_review_conference",
        name="First review child protection conference held",
        amount=3,
        unit=Unit.MONTHS,
        starts="the initial child protection conference is held",
        starts_at_opening=False,
        source=f"{WORKING_TOGETHER}: the first review follows within three months of the initial conference.",
    ),
    Limit(
        code="later_review_conference",
        name="Next review child protection conference held",
        amount=6,
        unit=Unit.MONTHS,
        starts="the last review child protection conference is held",
        starts_at_opening=False,
        source=f"{WORKING_TOGETHER}: later reviews are never more than six months apart.",
    ),
    Limit(
        code="police_protection",
        name="Police protection ends",
        amount=72,
        unit=Unit.HOURS,
        starts="a constable takes the child into police protection",
        starts_at_opening=False,
        source="Statute: Children Act 1989, section 46: no child is kept in police protection beyond 72 hours.",
        note="Runs day and night, whether or not the hub is open.",
    ),
    Limit(
        code="return_conversation",
        name="Talk with a child who has been missing",
        amount=72,
        unit=Unit.HOURS,
        starts="the child returns home or to care",
        starts_at_opening=False,
        source="Statutory guidance on children who run away or go missing: an independent talk within 72 hours.",
        note="Runs day and night, whether or not the hub is open.",
    ),
    Limit(
        code="first_review_in_care",
        name="First review for a child who has come into care",
        amount=20,
        unit=Unit.WORKING_DAYS,
        starts="the child becomes looked after",
        starts_at_opening=False,
        source="Statute: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33.",
    ),
)
