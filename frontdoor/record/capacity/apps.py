from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "frontdoor.record.capacity"
    label = "capacity"
