from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "frontdoor.oversight.returns"
    label = "returns"
