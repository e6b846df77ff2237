# Two commands do everything on a fresh clone: `make demo` and `make test`. Both set up .venv first, from requirements.lock.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-peers
SHARED ?= ../shared
# Processes of the tests and of long runs; a result never depends on them.
JOBS ?= 2

.PHONY: help demo test check format soak bench peers peers-lock web serve screenshots lock docs tutorial wheel clean fuzz sbom audit

help:
	@echo 'make demo   set up, read the bundled sample reports, print what they claim'
	@echo 'make test   set up, run every test (JOBS=$(JOBS) processes; TESTS=PATH: those alone)'
	@echo 'make check  set up, ruff (lint, format) and mypy'
	@echo 'make format what make check asks for, as far as a machine can do it'
	@echo 'make bench  score the public benchmarks under SHARED=$(SHARED), write BENCHMARKS.md (FLOAT=GRAPH compares)'
	@echo 'make peers  other tools, into .venv-peers: make bench then sets dateline beside them'
	@echo 'make soak   the long tests'
	@echo 'make lock   resolve requirements.lock again'
	@echo 'make web    build the pages of the desk'
	@echo 'make screenshots  every view of the desk into docs/screenshots (needs chromium)'
	@echo 'make serve  set up, build what is missing, open the desk (LIBRARY=FILE, PORT=N)'
	@echo 'make docs   build the pages of docs/ into docs/_build'
	@echo 'make tutorial run docs/tutorial.ipynb and keep what it prints'
	@echo 'make wheel  build the wheel into dist/'
	@echo 'make sbom   the bill of materials of a release into dist/, as CycloneDX'
	@echo 'make audit  ask the advisory services about every pinned package (needs the network)'
	@echo 'make fuzz   fuzz TARGET=collect|dates|exchange|read for MINUTES=30'

# The modules are compiled here: where Python may write no bytecode, each start would compile them again.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'dateline needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo 'this Python has no venv module; on Debian: apt-get install python3-venv' >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q dateline
	@touch $@

demo: $(READY)
	@$(BIN)/dateline demo

test: $(READY)
	@$(BIN)/python -m dateline.web.build
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

soak: $(READY)
	$(BIN)/python -m pytest -m soak --timeout 3600 $(TESTS)

bench: $(READY)
	$(BIN)/python -m benchmarks --data $(SHARED)/data --write BENCHMARKS.md $(if $(FLOAT),--float $(FLOAT)) \
	  $(if $(wildcard $(PEERS)/bin/python),--peers $(PEERS)/bin/python)

# Other people's tools, for the comparison alone, in an environment of their own (flashtext has no wheel).
peers:
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-binary flashtext \
	  --require-hashes -r benchmarks/comparison/requirements.txt

# The pages of the desk, with Node from PyPI; only what is missing or older than its sources.
web: $(READY)
	@$(BIN)/python -m dateline.web.build

# Every view of the desk over the samples, with Debian's chromium.
screenshots: web
	PYTHONPATH=tests/web $(BIN)/python tests/web/screenshots.py docs/screenshots

serve: web
	@$(BIN)/dateline serve $(if $(LIBRARY),--library $(LIBRARY)) $(if $(PORT),--port $(PORT))

docs: $(READY)
	$(BIN)/python docs/json_fields.py
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build

tutorial: $(READY)
	$(BIN)/python docs/run_notebook.py docs/tutorial.ipynb

wheel: $(READY)
	$(BIN)/python -m hatchling build --target wheel

# The hashes are the registry's own, of every file of a release: settings of this machine (local files, mirrors) are left out.
lock:
	test -x .venv-lock/bin/pip-compile || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet pip==26.3 pip-tools==7.6.2; }
	env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND='make lock' \
	  .venv-lock/bin/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate \
	  --output-file requirements.lock pyproject.toml

peers-lock:
	test -x .venv-lock/bin/pip-compile || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet pip==26.3 pip-tools==7.6.2; }
	env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND='make peers-lock' \
	  .venv-lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate \
	  --output-file benchmarks/comparison/requirements.txt benchmarks/comparison/requirements.in

# Asks about, and lists, what a release is made of; the tools live in an environment of their own.
AUDIT ?= .venv-audit
$(AUDIT)/.ready: supply/requirements.txt
	test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r supply/requirements.txt
	@touch $@

sbom: $(READY) $(AUDIT)/.ready
	@mkdir -p dist
	$(BIN)/python -m supply.sbom dist/sbom.json
	@PYTHONPATH=. $(AUDIT)/bin/python -m supply.check dist/sbom.json

audit: $(READY) $(AUDIT)/.ready
	$(BIN)/python -m supply.audit $(abspath $(AUDIT))/bin/pip-audit

# What is new in the corpus and what crashes goes to fuzz/found.
fuzz: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r fuzz/requirements.txt
	$(BIN)/python -m fuzz $(or $(TARGET),collect) --minutes $(or $(MINUTES),30)

clean:
	rm -rf $(VENV) $(PEERS) .venv-lock dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
