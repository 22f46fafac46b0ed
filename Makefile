# Everything here works on a machine that has only Python (3.11 or newer), pip and make.
PYTHON ?= python3
PIP := .venv/bin/python -m pip --disable-pip-version-check --quiet
LOCKED := pyproject.toml requirements.lock
CORPUS := weihai-2021 fuzhou-2021 zhanjiang-2021 liaocheng-2022 wuhai-2021
NOTICES := $(CORPUS:%=corpora/%/notice.txt)

.PHONY: install install-dev run test lint benchmark lock clean

install: .venv/.installed

install-dev: .venv/.installed-dev

run: install
	@.venv/bin/taizhang extract $(NOTICES) -f table -f json -f csv -o out
	@cat out/obligations.txt
	@echo 'JSON, one file per notice:      out/<city>-notice.json'
	@echo 'CSV, one row per obligation:    out/obligations.csv'
	@echo 'This table:                     out/obligations.txt'
	@echo 'The same notices in your browser and over HTTP, until Ctrl-C (docs/service.md):'
	@exec .venv/bin/taizhang serve $(NOTICES:%=--load %)

test: install-dev
	.venv/bin/python -m pytest

lint: install-dev
	.venv/bin/ruff check extractor api tests benchmarks
	.venv/bin/ruff format --check extractor api tests benchmarks
	.venv/bin/mypy
	.venv/bin/lint-imports

benchmark: install
	.venv/bin/python benchmarks/speed.py
	.venv/bin/python benchmarks/pdf.py
	.venv/bin/python benchmarks/memory.py
	.venv/bin/python benchmarks/load.py

# Resolves the newest versions for every platform and extra; needs the network.
lock: install-dev
	$(PIP) install uv
	.venv/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--no-emit-index-url --no-annotate --upgrade --quiet --output-file requirements.lock

clean:
	rm -rf .venv out

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python $(LOCKED)
	$(PIP) install --use-pep517 --constraint requirements.lock --editable '.[service]'
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(PIP) install --use-pep517 --constraint requirements.lock --editable '.[ocr,parquet,stata,charts,service,dev]'
	@touch $@
