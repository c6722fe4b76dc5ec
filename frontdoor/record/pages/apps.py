from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "frontdoor.record.pages"
    label = "pages"
