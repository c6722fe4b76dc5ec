from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "frontdoor.record.access"
    label = "access"
