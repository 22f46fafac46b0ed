# The service for a team: `taizhang serve`, or `taizhang worker` beside it. See docs/service.md.
FROM python:3.11-slim AS build
WORKDIR /source
RUN python -m venv /opt/taizhang
COPY requirements.lock pyproject.toml README.md CHANGELOG.md LICENSE ./
COPY extractor extractor
COPY api api
RUN /opt/taizhang/bin/pip install --no-cache-dir --constraint requirements.lock \
    '.[service,ocr,parquet,stata,charts]'

FROM python:3.11-slim
# Pages of files that bring no fonts of their own are drawn with these.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin taizhang \
    && install --directory --owner=taizhang --group=taizhang --mode=700 /var/lib/taizhang
COPY --from=build /opt/taizhang /opt/taizhang
ENV PATH=/opt/taizhang/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TAIZHANG_DATA_DIR=/var/lib/taizhang \
    TAIZHANG_HOST=0.0.0.0 \
    TAIZHANG_PORT=8000
USER taizhang
VOLUME /var/lib/taizhang
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["taizhang"]
CMD ["serve"]
