# The commands people type are the commands CI types.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STORE ?= out/demo.sitgraph

.PHONY: setup demo serve test check bench clean
.DEFAULT_GOAL := demo

setup: $(STAMP)

$(STAMP): constraints.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sitgraph needs Python 3.11 or later; try: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: setup
	$(BIN)/sitgraph demo

# The store of the demonstration, or your own: make serve STORE=graph.sitgraph
serve: setup
	test -d $(STORE) || $(BIN)/sitgraph demo
	$(BIN)/sitgraph serve --store $(STORE)

# Formatting, types, then every test.
test: check
	$(BIN)/python -m pytest -n auto

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Speed and memory on this machine; quality on our own test part.
bench: setup
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.quality.own

clean:
	rm -rf $(VENV) out build dist
