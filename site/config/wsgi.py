"""What the web server loads."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

try:
    django_application = get_wsgi_application()
    from office import probes
    from pages import page_cache

    application = probes.application_around(page_cache.application_around(django_application))
except ImproperlyConfigured as error:
    sys.exit(f"The site cannot start: {error}")
