from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "frontdoor.oversight.worklist"
    label = "worklist"
