# Front Door. `make` by itself lists what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
TESTED := var/test
JOBS ?= 2

.PHONY: help setup setup-development browser demo test check docs bench proofs lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with everything Front Door runs on
	@$(PYTHON) bootstrap.py runtime

setup-development:
	@$(PYTHON) bootstrap.py development

browser:
ifneq ($(BROWSER),no)
	@$(PYTHON) bootstrap.py browser
endif

demo: setup ## an invented authority, running: PORT=8000 chooses the port, RESET=1 begins it again
	@exec $(BIN)/frontdoor demo $(if $(PORT),--port $(PORT)) $(if $(filter-out 0 no,$(RESET)),--reset)

test: setup-development browser ## every test; the last line counts them (BROWSER=no leaves the journeys out)
	@mkdir -p $(TESTED) && rm -f $(TESTED)/results.xml; \
	code=0; $(BIN)/python -m pytest -n $(JOBS) -m "not proof_long$(if $(filter no,$(BROWSER)), and not journey)" \
	  --junitxml=$(TESTED)/results.xml || code=$$?; \
	$(BIN)/python .ci/counts $(TESTED)/results.xml | tee $(TESTED)/counts.txt; exit $$code

check: setup-development ## format, lint, types, the map of the house and its rules, without a database
	@code=0; \
	$(BIN)/ruff check . || code=1; \
	$(BIN)/ruff format --check . || code=1; \
	$(BIN)/mypy frontdoor bootstrap.py || code=1; \
	$(BIN)/lint-imports --no-cache || code=1; \
	$(BIN)/python -m pytest tests/house -m "not django_db and not proof_long" || code=1; \
	exit $$code

docs: setup-development ## write the reference pages again from the code
	@$(BIN)/frontdoor docs

bench: setup-development ## compare with a peer or a limit: ONLY=name runs one
	@$(BIN)/python -m benchmarks $(ONLY)

proofs: setup-development browser ## the long form of the safety proofs
	@$(BIN)/python -m pytest -m proof_long

lock: ## write the hash-locked lists of packages again
	@$(PYTHON) bootstrap.py lock

clean: ## delete what tests and tools left behind; .venv and every database but the tests' stay
	@rm -rf $(TESTED) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find frontdoor tests -name __pycache__ -type d -prune -exec rm -rf {} +
