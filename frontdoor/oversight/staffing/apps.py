from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "frontdoor.oversight.staffing"
    label = "staffing"
