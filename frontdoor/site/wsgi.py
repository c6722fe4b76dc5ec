"""The pages, for a threaded server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdoor.site.settings")
application = get_wsgi_application()
