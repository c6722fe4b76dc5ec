from django.apps import AppConfig


class ArrangementsConfig(AppConfig):
    name = "frontdoor.oversight.arrangements"
    label = "arrangements"
