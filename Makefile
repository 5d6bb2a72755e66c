# Two commands do everything on a fresh machine: `make demo` and `make test`.
PY := .venv/bin/python
NODE_PATHS := PATH="$(CURDIR)/.venv/bin:$$PATH"

.PHONY: help demo test check bench dev build migration lock clean
.NOTPARALLEL:

help:
	@echo "make demo       a believable county on SQLite, with address and sign-ins"
	@echo "make test       everything: lint, types, order of imports, both databases, both browsers"
	@echo "make check      what a change needs before a commit, within a minute"
	@echo "make bench      the figures of docs/figures.md, ratios within one run"
	@echo "make soak       the fault table: 2,000 reports a scenario, both databases (an hour and a half)"
	@echo "make dev        serve from the sources; front end rebuilt on change"
	@echo "make migration NAME=…   a new migration from the models"
	@echo "make lock       resolve the locked requirement files anew"

demo:
	@tools/bring python
	@tools/bring frontend
	@$(PY) -m nightlamp demo

test:
	@tools/bring dev
	@tools/bring debian
	@tools/bring frontend
	@$(MAKE) --no-print-directory lint
	@$(NODE_PATHS) npm --prefix frontend --silent test
	@$(NODE_PATHS) npm --prefix frontend --silent run budget
	@$(PY) -m pytest -q -n 2 --dist loadfile $(TESTS)

check:
	@tools/bring dev
	@tools/bring frontend
	@$(MAKE) --no-print-directory lint
	@$(PY) -m pytest -q -x -m "not browser and not both_databases and not lengthy" -n 2

lint:
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(NODE_PATHS) npm --prefix frontend --silent run check
	@tools/types --check

bench:
	@tools/bring dev
	@tools/bring debian
	@tools/bring frontend
	@$(PY) -m bench

soak:
	@tools/bring dev
	@tools/bring debian
	@tools/bring frontend
	@$(PY) -m tests.faults.soak

build:
	@tools/bring python
	@tools/bring frontend

dev:
	@tools/bring dev
	@tools/bring frontend
	@$(NODE_PATHS) npm --prefix frontend run dev & $(PY) -m nightlamp demo; kill %1 2>/dev/null || true

migration:
	@test -n "$(NAME)" || { echo "make migration NAME='what it does'"; exit 2; }
	@$(PY) -m nightlamp new-migration "$(NAME)"

lock:
	@tools/bring dev
	@$(PY) -m uv pip compile -q pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements.txt
	@$(PY) -m uv pip compile -q pyproject.toml --extra alerts --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements-alerts.txt
	@$(PY) -m uv pip compile -q pyproject.toml --group dev --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements-dev.txt
	@$(PY) -m uv pip compile -q --group pyproject.toml:node --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements-node.txt

clean:
	rm -rf .venv frontend/node_modules frontend/dist var bench/out tests/out
