from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "frontdoor.oversight.insight"
    label = "insight"
