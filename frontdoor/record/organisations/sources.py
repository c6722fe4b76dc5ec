"""Where a contact comes from: the census's source codes (CIN census schema, item "referral source")."""

SOURCES: dict[str, str] = {
    "1A": "Family member, relative or carer",
    "1B": "Acquaintance, such as a neighbour or childminder",
    "1C": "The child or young person",
    "1D": "Another individual, such as a stranger or a councillor",
    "2A": "School",
    "2B": "Education service",
    "3A": "General practitioner (GP)",
    "3B": "Health visitor",
    "3C": "School nurse",
    "3D": "Other primary health",
    "3E": "Hospital emergency department",
    "3F": "Other health service",
    "4": "Housing",
    "5A": "The council's social care, such as adults' services",
    "5B": "Another service of the council",
    "5C": "Another local authority",
    "5D": "The council's early help",
    "6": "Police",
    "7": "Other legal agency, such as a court, Cafcass, probation or prison",
    "8": "Other, such as a children's centre or a voluntary organisation",
    "9": "Anonymous",
    "10": "Not known",
}

INDIVIDUALS = frozenset({"1A", "1B", "1C", "1D"})

SOURCE_CHOICES = tuple(SOURCES.items())
