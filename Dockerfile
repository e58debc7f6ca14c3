# One image for the site and the worker. The data folder is a volume: it holds the keys, and the files when there is no S3.
FROM python:3.12-slim AS site
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VIVIER_DATA_DIR=/data
RUN apt-get update && apt-get install -y --no-install-recommends gettext && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 1000 vivier && install -d -o vivier /data /metrics
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN SECRET_KEY=build VIVIER_DATA_DIR=/tmp/build python manage.py compilemessages --verbosity 0 && rm -rf /tmp/build
USER vivier
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "config.wsgi:application"]
