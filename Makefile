# Two commands: `make run` and `make test`. Both use `make install`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test install install-test readers check bench wheel pins translations clean

run: install
	@$(BIN)/elearn serve --demo

test: install-test
	$(BIN)/python -m pytest -n 2 $(PYTEST)

install: .venv/.installed

.venv/.installed: requirements.txt setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "elearn membutuhkan Python 3.11 atau lebih baru."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Pasang dahulu paket python3-venv, lalu ulangi."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install-test: install .venv/.installed-test

.venv/.installed-test: requirements-test.txt .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

# Other people's readers of badges, for the tests that need Node.js (18 or newer); without them those tests are skipped, loudly.
readers: tests/credentials/node_modules/.package-lock.json

tests/credentials/node_modules/.package-lock.json: tests/credentials/package-lock.json
	cd tests/credentials && npm ci --silent

check: install-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: install-test
	$(BIN)/python -m bench
	$(BIN)/python -m bench.proof
	$(BIN)/python -m bench.career

wheel: install-test
	$(BIN)/python -m build --wheel --no-isolation

# Exported without index addresses, with hashes for every platform.
PIN := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate
pins:
	echo setuptools | $(PIN) setup.cfg - -o requirements.txt
	echo setuptools | $(PIN) setup.cfg - --extra test -c requirements.txt -o requirements-test.txt

translations: install-test
	$(BIN)/pybabel -q extract -F elearn/web/translations/babel.cfg -k _ -k N_ -k lazy -k NavItem:1 -k ngettext:1,2 --no-location --omit-header --sort-output -o elearn/web/translations/elearn.pot elearn
	$(BIN)/pybabel -q update -D elearn -i elearn/web/translations/elearn.pot -d elearn/web/translations -l en --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete
	$(BIN)/pybabel -q compile -D elearn -d elearn/web/translations

clean:
	rm -rf tests/credentials/node_modules .venv build dist *.egg-info
