from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "frontdoor.record.outbox"
    label = "outbox"
