# Utblick: `make` alone says what there is.
CITY ?= stockholm
PORT ?= 8000
# The distribution's own where there is one: it is compiled to be quick.
PYTHON ?= $(shell python3 tools/system.py python)
# Two more than the cores of a small machine: a test waits for its browser, its worker or its database.
WORKERS ?= 4

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

# A run starts a hundred processes; compiling all modules anew in each of them would cost minutes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test test-sqlite test-postgres check bench locks messages clean system-run system-test

help: ## What there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.installed node_modules/.installed $(CATALOGUES) ## Virtual environment, npm files and translations

.venv/.product: requirements/app.txt
	@$(PYTHON) tools/system.py run
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the product needs from requirements/app.txt"
	@$(PIP) --require-hashes -r requirements/app.txt
	@touch $@

.venv/.installed: .venv/.product requirements/dev.txt
	@echo "Installing what tests and checks need from requirements/dev.txt"
	@$(PIP) --require-hashes -r requirements/app.txt -r requirements/dev.txt
	@touch $@

node_modules/.installed: package.json package-lock.json
	@echo "Installing npm packages from the lock"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

%.mo: %.po | .venv/.product
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

run: .venv/.product node_modules/.installed $(CATALOGUES) ## Try it out: make run CITY=stockholm|goteborg|norrkoping PORT=8000
	@exec $(BIN)/python -m tools.run --city $(CITY) --port $(PORT)

test: setup system-test ## Every test on SQLite, and again on PostgreSQL with Redis
	@status=0; \
	$(MAKE) --no-print-directory test-sqlite || status=1; \
	$(MAKE) --no-print-directory test-postgres || status=1; \
	exit $$status

system-test:
	@$(PYTHON) tools/system.py test

test-sqlite: setup ## Every test on SQLite
	@echo "== SQLite"
	@$(BIN)/python -m pytest --migrations -n $(WORKERS) --dist loadscope --no-loadscope-reorder --no-skips

test-postgres: setup ## Every test on PostgreSQL with Redis, on servers of its own
	@echo "== PostgreSQL and Redis"
	@$(BIN)/python -m tools.servers -- $(BIN)/python -m pytest --migrations -n $(WORKERS) --dist loadscope --no-loadscope-reorder --no-skips

check: setup ## The quick one: lint, types, layers, migrations, fast tests
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-logo
	@DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadscope --no-loadscope-reorder -m "not slow and not browser"

bench: setup ## The measurements, beside the Django admin and the least page
	@$(BIN)/python -m bench

locks: ## Renew requirements/*.txt from *.in
	@$(BIN)/python -m pip install --quiet uv
	@cd requirements && for name in app dev; do \
		env -u PIP_FIND_LINKS ../$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header $$name.in -o $$name.txt || exit 1; \
	done

messages: setup ## Gather the texts to translate (needs gettext)
	@$(BIN)/python manage.py makemessages --locale en --no-location --no-wrap \
		--ignore '.venv/*' --ignore 'node_modules/*' --ignore 'var/*'

clean: ## Remove what can be made again, the demo's databases among it
	@rm -rf .venv node_modules var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find . -name '*.mo' -path '*/LC_MESSAGES/*' -delete
