from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "frontdoor.journey.intake"
    label = "intake"
