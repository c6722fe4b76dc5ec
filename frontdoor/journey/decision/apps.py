from django.apps import AppConfig


class DecisionConfig(AppConfig):
    name = "frontdoor.journey.decision"
    label = "decision"
