"""What is asked by those who want records, and what is told to us that is for somebody else."""

from __future__ import annotations

REQUESTS: tuple[str, ...] = (
    "Section 7 report ordered in private law proceedings. Please tell us whether {child} is or has been known to you.",
    "Safeguarding checks are requested for a hearing listed next month concerning {child}. We raise no concern.",
    "Please confirm any involvement with {child} and the adults named. Checks for a special guardianship assessment.",
    "We are assessing a relative as a carer and ask for a check of your records about the household of {child}.",
    "The family has moved to our area. Please send chronology and closing summary for {child}. No concern is raised.",
    "Request for disclosure of records about {child} under the protocol, for the court bundle. No new information.",
    "Adoption agency check: please state what is held about this household. This is a routine request for records.",
    "Local authority check for a fostering application: is {child} or any adult at the address known to you?",
    "Solicitor acting for the father asks for copies of assessments about {child}. A form of authority is attached.",
    "Child protection conference in our area next week: please provide any history that you hold on {child}.",
)
REQUEST_WANTS = ("Records and dates of involvement.", "A reply within ten working days.", "Yes or no, and a summary.")
OUT_OF_AREA: tuple[str, ...] = (
    "{child} lives in {place} with her mother; a row at home {day} was reported while visiting Marlsea.",
    "Found on Marlsea beach {day} with no adult; {child} lives in {place} and was taken home by officers.",
    "{child} attended the emergency department {day} after a fall. The family is on holiday and lives in {place}.",
    "Sent to you in error by our system: the address is in {place}. Bruise seen at nursery {day}.",
    "{child} is a pupil in {place} and lives there; school reports poor attendance since {day}.",
)
ADULTS_ONLY: tuple[str, ...] = (
    "Concern for an adult who lives alone, was confused when seen {day} and has no children in the home.",
    "Argument between two adult brothers {day}. No children live at or visit the address.",
    "Elderly resident found {day} without heating. There are no children. Please pass to adult care.",
    "Adult with care needs was shouted at by a paid carer {day}. Nobody under eighteen is involved.",
)
WRONG_SERVICE: tuple[str, ...] = (
    "Parent asks how to appeal against {child}'s secondary school place. No worry about care was raised.",
    "Asks for a replacement bus pass for {child}, lost {day}. This is not a matter for children's social care.",
    "Complaint about football in the street {day} and {child}'s ball in a garden. No concern about the children.",
    "Parent asks when {child}'s free school meals will begin and was given your number by mistake.",
    "Asks for a birth certificate for {child} and the opening times of the registry office.",
)
