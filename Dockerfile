# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS npm
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS python
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements/app.txt requirements/app.txt
RUN /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements/app.txt

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH=/app/.venv/bin:$PATH \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    HEARTBEAT_DIR=/tmp/utblick \
    DOCUMENTS_DIR=/var/lib/utblick/documents
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin utblick \
    && install -d -o utblick -g utblick /var/lib/utblick/documents
WORKDIR /app
COPY --from=python /app/.venv .venv
COPY --from=npm /app/node_modules node_modules
COPY . .
# Style sheets and translations are made here, so that nothing is written at run time. The values only let the settings
# load; none of them is in the image.
RUN for catalogue in locale/*/LC_MESSAGES/*.po; do \
        [ ! -e "$catalogue" ] || pybabel --quiet compile -i "$catalogue" -o "${catalogue%.po}.mo"; \
    done \
    && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" ALLOWED_HOSTS=build.invalid \
       DATABASE_URL=postgres://build@build.invalid/build REDIS_URL=redis://build.invalid/0 \
       python manage.py collectstatic --noinput --verbosity 0
USER utblick
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
