# The two commands:  make run   builds a quiz and serves it;  make test   runs the whole suite.
# Both install what they need into .venv, once; no system package is needed, nor rights to install any.

ARTICLE ?= seeds/zelensky-nato-2024-11-30.txt
PORT ?= 8000
export ARTICLE PORT

VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
PIP := $(PYTHON_IN_VENV) -m pip --disable-pip-version-check -qq

# Stamps: an install is done once, and again only after one of these files changed.
MADE := $(VENV)/.made
TO_RUN := $(VENV)/.ready-to-run
TO_TEST := $(VENV)/.ready-to-test
WANTED := pyproject.toml constraints.txt
NODE_PACKAGES := tests/node/node_modules/.made

# .venv is made anew where its Python does not start any more, or where the folder was moved.
HEALTH := import pathlib; print(pathlib.Path("$(MADE)").read_text().strip())
ifneq ($(shell $(PYTHON_IN_VENV) -c '$(HEALTH)' 2>/dev/null),$(CURDIR))
$(MADE): FORCE
endif

.DEFAULT_GOAL := help
.PHONY: help run test coverage lint docs translations pictures bench constraints clean FORCE

help:
	@echo "make run [ARTICLE=path] [PORT=8000]  build a quiz, write out/, serve it until Ctrl-C"
	@echo "make test                            check and test everything"
	@echo "make coverage                        the tests, and which lines they do not reach"
	@echo "make lint                            ruff and mypy only"
	@echo "make docs                            write the pages of docs/ that come from the code"
	@echo "make translations                    bring the catalogs of translations up to date"
	@echo "make pictures                        take the pictures of the README anew"
	@echo "make bench                           measure speed and memory"
	@echo "make constraints                     write constraints.txt anew from .venv"
	@echo "make clean                           remove .venv and what was built"

run: $(TO_RUN)
	@$(VENV)/bin/quiz run --out out --port "$$PORT" -- "$$ARTICLE"

test: lint $(NODE_PACKAGES)
	@$(PYTHON_IN_VENV) -m pytest

coverage: $(TO_TEST) $(NODE_PACKAGES)
	@$(PYTHON_IN_VENV) -m pytest --cov --cov-report=term

lint: $(TO_TEST)
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m ruff format --check .
	@$(PYTHON_IN_VENV) -m mypy

docs: $(TO_TEST)
	@$(PYTHON_IN_VENV) docs/generate.py

translations: $(TO_TEST)
	@$(PYTHON_IN_VENV) docs/catalogs.py

pictures: $(TO_TEST)
	@$(PYTHON_IN_VENV) docs/pictures/make.py

bench: $(TO_TEST)
	@$(PYTHON_IN_VENV) -m tests.bench

# pip itself comes with the virtual environment and differs by Python.
constraints: $(TO_TEST)
	@$(PYTHON_IN_VENV) -m pip list --disable-pip-version-check --format=freeze \
		--exclude-editable --exclude pip > constraints.new
	@mv constraints.new constraints.txt

clean:
	@rm -rf $(VENV) .omr tests/node/node_modules out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(TO_RUN): $(MADE) $(WANTED)
	@echo "Installing Broadsheet into $(VENV), once; this takes a minute or two."
	@$(PIP) install -c constraints.txt -e '.[writer]' || { $(FAILED); }
	@touch $@

$(TO_TEST): $(MADE) $(WANTED)
	@echo "Installing Broadsheet and its tests into $(VENV), once; this takes a few minutes."
	@$(PIP) install -c constraints.txt -e '.[test]' || { $(FAILED); }
	@touch $(TO_RUN) $@

# Readers of our files that come from npm. Where there is no Node.js, the tests that need it are skipped.
$(NODE_PACKAGES): tests/node/package.json
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
		echo "Installing the Node.js packages of the tests into tests/node, once."; \
		npm install --prefix tests/node --ignore-scripts --no-package-lock --no-audit --no-fund \
			--loglevel=error >/dev/null && touch $@ || \
			echo "npm could not get them, see above; the tests that need them are skipped." >&2; \
	fi

FAILED = echo "The install failed, see above. Is there a network? The next call tries again." >&2; exit 1

# Every candidate is really started: a name on the PATH may be a shim for a Python that is not there.
STARTS = "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
HAS_VENV = "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1

$(MADE):
	@python=; without=; \
	for name in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
		$(STARTS) || continue; \
		if $(HAS_VENV); then python=$$name; break; fi; \
		without=$${without:-$$name}; \
	done; \
	if [ -z "$$python" ] && [ -n "$$without" ]; then \
		echo "$$without cannot make virtual environments; install python3-venv and try again." >&2; \
		exit 1; \
	elif [ -z "$$python" ]; then \
		echo "Broadsheet needs Python 3.11 or newer, and none was found; install one." >&2; \
		exit 1; \
	fi; \
	"$$python" -m venv --clear $(VENV)
	@$(PYTHON_IN_VENV) -c 'import pathlib; pathlib.Path("$(MADE)").write_text("$(CURDIR)\n")'
