"""The WSGI application, for any web server that speaks WSGI."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
gc.freeze()  # what was imported stays: searching it for garbage again and again costs a tenth of each request
