# One image for web, worker, beat and migrate: `docker run IMAGE worker` starts the Procfile's line of that name.

FROM node:22.12.0-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev
COPY bin/build-assets bin/build-assets
COPY static static
RUN bash bin/build-assets --force

FROM python:3.11.11-slim-bookworm AS packages
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11.11-slim-bookworm
# util-linux has unshare, which takes the network away from the process that lays out a document.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig fonts-inter fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 util-linux \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin concordat \
    && install -d -o concordat -g concordat /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
COPY --from=assets /app/static/build static/build
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CONCORDAT_DATA=/data \
    STATIC_ROOT=/app/static-served \
    BIND=0.0.0.0 \
    PORT=8000
# Gathering the served files asks nothing of a database; the key made for this one step is thrown away with it.
RUN CONCORDAT_DATA=/tmp/build python manage.py collectstatic --noinput && rm -rf /tmp/build
USER concordat
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["python", "-m", "config.processes"]
CMD ["web"]
