# One image: no compiler, no package cache, not root, nothing written outside /tmp and /dev/shm.
#   docker build -t patient-faq .
#   docker run --rm --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8000:8000 patient-faq
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORT=8000
WORKDIR /srv/patient-faq

COPY requirements.txt ./
RUN python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.txt \
    && python -m pip check --disable-pip-version-check \
    && useradd --system --no-create-home --shell /usr/sbin/nologin patientfaq

COPY app.py settings.py settings_kinds.py gunicorn.conf.py openapi.yaml ./
COPY faq ./faq
COPY retrieval ./retrieval
COPY web ./web
COPY journal ./journal
COPY commands ./commands
COPY templates ./templates
COPY static ./static
RUN python -m compileall -q .

USER patientfaq
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=2s --start-period=10s CMD \
    ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
CMD ["gunicorn", "app:create_app()"]
