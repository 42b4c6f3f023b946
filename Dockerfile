# One image for web, worker and migrating; which of them it is says the command. See docs/deploy.md.
#   docker build -t cbs .
# Nothing secret is in it: every variable comes with `docker run --env-file`.

FROM debian:bookworm-slim AS base
# Debian's own packages are not pinned: what Debian has mended is wanted.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 \
    && rm -rf /var/lib/apt/lists/*

FROM base AS build
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
RUN python3 -m venv .venv \
    && .venv/bin/python -m pip install --disable-pip-version-check --no-cache-dir --require-hashes -r requirements.txt \
    && rm -rf .venv/lib/python3.11/site-packages/pip .venv/bin/pip*
COPY manage.py ./
COPY site site
COPY events events
COPY school school
COPY donations donations
COPY home home
COPY search search
COPY templates templates
COPY docs/editors docs/editors
ENV PYTHONPATH=/app/site
RUN .venv/bin/python -m launch.catalogues \
    && .venv/bin/python -m compileall -q site home search

FROM base
RUN useradd --system --uid 10001 --home-dir /var/lib/cbs --shell /usr/sbin/nologin cbs \
    && install --directory --owner=cbs --group=cbs --mode=0750 /var/lib/cbs
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app/site \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    VAR_DIR=/var/lib/cbs \
    BIND=0.0.0.0:8000
USER 10001
VOLUME /var/lib/cbs
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-m", "launch.answers", "--once"]
CMD ["python", "-m", "launch.web"]
