from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "frontdoor.record.ledger"
    label = "ledger"
