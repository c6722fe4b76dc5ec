from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "frontdoor.oversight.quality"
    label = "quality"
