# `make` alone lists the targets. Everything they make stays in this folder.

PYTHON ?= python3
PORT ?= 8000
OPTIONS ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest

export PORT
export PYTHONPATH := $(CURDIR)/site

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-fast check soak bench lighthouse observatory deploy-check guide spell lock clean python environment tools programs catalogues

# Whatever wants a home finds one in var/: pip, browsers and tools leave nothing in yours.
export HOME := $(CURDIR)/var/home
export XDG_CACHE_HOME := $(CURDIR)/var/home/.cache
export XDG_CONFIG_HOME := $(CURDIR)/var/home/.config
export XDG_DATA_HOME := $(CURDIR)/var/home/.local/share

# The tests start some hundred processes: each would compile our files anew. `make clean` removes what is kept.
unexport PYTHONDONTWRITEBYTECODE

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: environment ## Start the site with demo content; PORT=8001 chooses another port
	@exec $(BIN)/python -m launch.run

test: programs check ## Run everything: check, unit tests, journeys in a real browser
	@$(PYTEST) -n 2

test-fast: tools catalogues ## Run the tests that need no browser and start no servers
	@$(PYTEST) -n 2 -m "not browser and not processes and not soak"

check: tools catalogues ## Run the static part: lint, types, import contracts, templates, catalogues
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports
	@find templates -name "*.html" -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2
	@$(MANAGE) check
	@$(MANAGE) messages --check

soak: tools catalogues ## Run the long tests
	@$(PYTEST) -m soak $(OPTIONS)

bench: tools catalogues ## Measure how fast pages are
	@$(MANAGE) bench $(OPTIONS)

lighthouse: programs catalogues ## Ask Lighthouse about the demo that `make run` is serving
	@$(MANAGE) lighthouse --origin http://localhost:$(PORT) $(OPTIONS)

observatory: programs catalogues ## Ask MDN's observatory about the site as a server serves it
	@$(MANAGE) observatory

deploy-check: programs catalogues ## Check what is in deploy/: units, proxy, firewall, image, and that they start here
	@$(PYTEST) tests/deploy $(OPTIONS)

guide: tools catalogues ## Take the pictures of the editors' guide anew, from the demo that `make run` is serving
	@$(MANAGE) guide_pictures --origin http://localhost:$(PORT)

spell: programs catalogues ## Check the spelling of all four languages
	@$(MANAGE) spell $(OPTIONS)

lock: python ## Pin what the *.in files ask for; OPTIONS=--upgrade takes the newest versions
	@"$(PYTHON)" -m venv --clear var/lock-venv
	@var/lock-venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --quiet uv
	@$(UV_COMPILE) requirements.in -o requirements.txt
	@$(UV_COMPILE) requirements-dev.in -o requirements-dev.txt

UV_COMPILE = var/lock-venv/bin/uv pip compile --no-cache --system-certs --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header $(OPTIONS)

clean: ## Remove what was built; the site's content in var/ stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@rm -rf var/home var/lock-venv var/static var/static.stamp var/test
	@find site -name "*.mo" -delete
	@find . -path ./.git -prune -o -path ./var -prune -o -name __pycache__ -type d -exec rm -rf {} +

python:
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or name it with PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed; $(PYTHON) is older: name another one with PYTHON=..." >&2; exit 1; }

environment: python
	@"$(PYTHON)" -B -m launch.environment requirements.txt

tools: python
	@"$(PYTHON)" -B -m launch.environment requirements-dev.txt

programs: tools
	@$(BIN)/python -m launch.debian

catalogues: tools
	@$(BIN)/python -m launch.catalogues
