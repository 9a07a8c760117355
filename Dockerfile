# Two stages: what builds the environment stays behind; what runs is the environment, no compiler and no shell history.
# The Python is the one of .python-version, on which the tests run.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/b24app
COPY requirements/app.lock requirements/app.lock
RUN /opt/b24app/bin/pip install --no-deps --require-hashes -r requirements/app.lock

COPY pyproject.toml README.md ./
COPY b24app b24app
COPY install install
# setuptools comes from the lock, so nothing is fetched without a hash. The simulator is not part of the image.
RUN /opt/b24app/bin/pip install --no-deps --no-build-isolation .


FROM python:3.11-slim-bookworm

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin b24app
COPY --from=build /opt/b24app /opt/b24app
ENV PATH=/opt/b24app/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv
USER 10001:10001
EXPOSE 8000
CMD ["b24app", "serve", "--host", "0.0.0.0", "--port", "8000"]
