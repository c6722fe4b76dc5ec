from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "frontdoor.record.organisations"
    label = "organisations"
