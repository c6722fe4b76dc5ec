from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "frontdoor.record.policy"
    label = "policy"
