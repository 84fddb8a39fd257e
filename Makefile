# The commands of the project. `make run` needs make, git and a Python from 3.11 to 3.13, nothing else.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
CODE := app.py settings.py settings_kinds.py gunicorn.conf.py faq retrieval web journal commands
# A lock is complete: nothing is resolved while it is installed, and `pip check` says whether anything is missing.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install --no-deps --require-hashes
# Tests of one file share its servers, its browser and its engines, so a file stays together.
BESIDE := --numprocesses auto --dist loadfile
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links

.PHONY: help run test say-test check bench lock audit soak fuzz

help:
	@echo "make run     serve the site (PORT=8000)"
	@echo "make test    every test, about 12 minutes on 2 cores; TESTS=tests/faq for some of them"
	@echo "make check   style, types, security, content"
	@echo "make bench   measure the served site, and answers where DATA=folder is given"
	@echo "make lock    write requirements*.txt again from pyproject.toml"
	@echo "make audit   Lighthouse and the other page checks (needs node and java)"
	@echo "make soak    the long load and failure runs, about 25 minutes"
	@echo "make fuzz    10 minutes of random files and questions"

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python from 3.11 to 3.13 with venv found. Install one, for example: apt-get install python3 python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(INSTALL) -r requirements.txt
	$(PIP) check
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/python
	$(INSTALL) -r requirements-dev.txt
	$(PIP) check
	@touch $@

.venv/audit.stamp: requirements-audit.txt .venv/dev.stamp
	$(INSTALL) -r requirements-audit.txt
	$(PIP) check
	@touch $@

run: .venv/run.stamp
	@echo "Patient FAQ starts. Open http://127.0.0.1:$${PORT:-8000} (Ctrl-C stops it)."
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec sh -c "exec $$(sed -n 's/^web: //p' Procfile)"

test: say-test .venv/dev.stamp
ifdef TESTS
	$(BIN)/python -m pytest $(TESTS)
else
	$(BIN)/python -m pytest $(BESIDE) -m "not browser and not operations" --cov --cov-report=term-missing:skip-covered
	$(BIN)/python -m pytest $(BESIDE) -m "browser or operations"
endif

say-test:
ifdef TESTS
	@echo "Runs the tests of $(TESTS), one after another."
else
	@echo "Runs every test, as many side by side as there are cores: about 12 minutes on 2 quiet ones."
	@echo "First the quick ones with their coverage, then those with a real Chromium, Redis, PostgreSQL and nginx."
	@echo "Each line of dots ends with the % of the way done."
endif
	@test -f .venv/dev.stamp || echo "First the packages are installed into .venv, once: about a minute."

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive --severity-level medium $(CODE)
	$(BIN)/flask faq check

bench: .venv/dev.stamp
	$(BIN)/python -m benchmarks.http
ifdef DATA
	mkdir -p build
	$(BIN)/python -m benchmarks.retrieval --json $(patsubst %/meta.json,%,$(filter-out $(DATA)/speed/%,$(wildcard $(DATA)/*/meta.json))) > build/quality.jsonl
	$(BIN)/python -m benchmarks.speed --json $(DATA)/speed/passages.jsonl $(DATA)/speed/queries.jsonl > build/speed.jsonl
	$(BIN)/python -m benchmarks.questions $(DATA)/questions/dev.jsonl
	$(BIN)/python -m benchmarks.honesty --data $(DATA) --curve build/coverage.jsonl
	$(BIN)/python -m benchmarks.plots --quality build/quality.jsonl --speed build/speed.jsonl --coverage build/coverage.jsonl
endif

lock: .venv/dev.stamp
	$(LOCK) pyproject.toml --extra redis --extra postgres --output-file requirements.txt
	$(LOCK) pyproject.toml --extra redis --extra postgres --extra semantic --output-file requirements-semantic.txt
	$(LOCK) --no-strip-extras pyproject.toml --all-extras --group dev --output-file requirements-dev.txt
	$(LOCK) --group pyproject.toml:audit --output-file requirements-audit.txt

audit: .venv/dev.stamp
	bin/audit

soak: .venv/dev.stamp
	$(BIN)/python -m benchmarks.soak

fuzz: .venv/audit.stamp
	$(BIN)/python -m benchmarks.fuzz --seconds 600
