from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "frontdoor.journey.children"
    label = "children"
