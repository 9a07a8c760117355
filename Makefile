# The verbs a person types. `make` alone lists them.

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
ARGS ?= -m "not slow"
PROVIDER ?= rules

# What a person says reaches the program through the environment, as typed: $(value …) keeps make from expanding a
# dollar sign in it, and no recipe line contains it.
ifdef SENTENCE
override SENTENCE := $(value SENTENCE)
export SENTENCE
endif
ifdef KEEP
override KEEP := $(value KEEP)
export KEEP
endif

# $(call if-built,FILE,COMMAND): the command, or a plain refusal while FILE does not exist.
if-built = $(if $(wildcard $(1)),$(2),echo "not built yet: make $@ (there is no $(1))" >&2; exit 2)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format-check lint types layers faults fuzz bench eval tagger screenshots docs run portal

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## install everything the project needs into .venv

$(READY): requirements/dev.lock pyproject.toml scripts/setup
	@scripts/setup $(VENV)
	@touch $@

# make itself exits 2 whenever a recipe fails, so the last line says what the program's own status was.
demo: $(READY) ## play the whole road with a simulated portal [SENTENCE='…'] [KEEP=1]
	@$(VENV)/bin/b24app demo || { status=$$?; echo "make demo: the demo exited with status $$status" >&2; exit $$status; }

test: $(READY) ## run the tests; all of them, slow ones too: ARGS=; some: ARGS='tests/robots -k tag'
	@$(PYTHON) -m pytest $(ARGS)

check: format-check lint types layers ## format, lint, types and layers, without changing anything

format-check: $(READY)
	@$(VENV)/bin/ruff format --check .

lint: $(READY)
	@$(VENV)/bin/ruff check .

types: $(READY)
	@$(VENV)/bin/mypy

layers: $(READY)
	@$(VENV)/bin/lint-imports

faults: $(READY) ## kill and starve the parts while work is under way, and count what was lost
	@$(call if-built,tests/faults,$(PYTHON) -m pytest tests/faults)

fuzz: $(READY) ## the long random tests; a tenth: FUZZ_PERCENT=10; the same again: FUZZ_SEED=…
	@$(call if-built,tests/fuzz,FUZZ_PERCENT=$${FUZZ_PERCENT:-100} $(PYTHON) -m pytest -n auto tests/fuzz)

bench: $(READY) ## measure, and print ratios
	@$(call if-built,bench/__main__.py,$(PYTHON) -m bench)

eval: $(READY) ## score the reading of English descriptions [PROVIDER=rules|gemini|claude]
	@$(call if-built,bench/english/__main__.py,$(PYTHON) -m bench.english --provider $(PROVIDER))

tagger: $(READY) ## train the tagger of descriptions on tests/english/labelled
	@$(call if-built,bench/english/train.py,$(PYTHON) -m bench.english.train)

screenshots: $(READY) ## take the pictures of the README in a real browser
	@$(call if-built,tests/browser/screenshots.py,$(PYTHON) tests/browser/screenshots.py)

docs: $(READY) ## write the generated parts of docs/ anew
	@$(call if-built,b24app/docs.py,$(VENV)/bin/b24app docs)

run: $(READY) ## start the app: web, worker, scheduler, and its own Redis unless REDIS_URL is set
	@$(VENV)/bin/b24app run

portal: $(READY) ## start the simulated portal alone
	@$(call if-built,simulator/__main__.py,$(PYTHON) -m simulator)
