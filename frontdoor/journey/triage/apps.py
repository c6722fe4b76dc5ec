from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "frontdoor.journey.triage"
    label = "triage"
