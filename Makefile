# Two commands set everything up: `make run` and `make test`. All targets can be run again at no harm.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt
# Folder of the public data sets that some tests and the benchmarks read; what needs it is skipped where it is absent.
SHARED_DATA ?= ../shared
export SHARED_DATA

DATA := $(SHARED_DATA)/data

.PHONY: setup run test check format lock clean bench-corpus bench-index bench-reader bench-answers bench-discord
.DEFAULT_GOAL := setup

setup: $(VENV)/.installed

run: setup
	@test -s "$${DATELINE_DATA_DIR:-data}/current" || $(BIN)/dateline rebuild
	@if [ -n "$$DISCORD_TOKEN" ]; then exec $(BIN)/dateline bot; \
	elif [ -t 0 ]; then exec $(BIN)/dateline chat; \
	else $(BIN)/dateline chat < docs/sample-questions.txt; fi

test: $(VENV)/.installed-test check
	$(BIN)/python -m pytest

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Writes constraints.txt anew from what is installed; torch without the mark of its CPU build, which PyPI does not know.
# Lines of packages that are not installed here (another Python's, the extra local-llm's) stay as they are.
lock: $(VENV)/.installed-test
	$(BIN)/python -m pip freeze --exclude-editable | sed -E 's/^(torch==[0-9.]+)\+.*/\1/' > constraints.new
	awk -F== '{name = tolower($$1)} FNR == NR {seen[name]; print; next} !(name in seen)' constraints.new constraints.txt \
		> constraints.merged
	mv constraints.merged constraints.txt && rm constraints.new

# The figures of docs/benchmarks.md. They take minutes, want a quiet machine, and read the folder SHARED_DATA.
bench-corpus: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.temporal --data $(DATA)/timebank
	$(BIN)/python -m benchmarks.quotes --data $(DATA)/polnear-dev
	$(BIN)/python -m benchmarks.extraction --data $(DATA)/article-extraction
	$(BIN)/python -m benchmarks.sentences --articles $(DATA)/polnear-dev
	$(BIN)/python -m benchmarks.duplicates --data $(DATA) --final
	$(BIN)/python -m benchmarks.candidate_search --data $(DATA)
	$(BIN)/python -m benchmarks.reading --data $(DATA)/reuters21578

bench-index: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.lexical --data $(DATA)
	$(BIN)/python -m benchmarks.scale --data $(DATA)
	$(BIN)/python -m benchmarks.embedding --data $(DATA)
	$(BIN)/python -m benchmarks.retrieval --data $(DATA)
	$(BIN)/python -m benchmarks.search_time --data $(DATA) --work build/search_time
	$(BIN)/python -m benchmarks.side_by_side --data $(DATA) --envs build/side_by_side
	$(BIN)/python -m benchmarks.rebuild --data $(DATA)
	$(BIN)/python -m benchmarks.kill --times 60
	$(BIN)/python -m benchmarks.concurrent --seconds 60 --threads 16 --publishes 5

bench-reader: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.reader --data $(DATA)/reader --sample 300

bench-discord: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.defer --questions 50
	$(BIN)/python -m benchmarks.chaos --seconds 180 --people 30

bench-answers: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks.sample
	$(BIN)/python -m benchmarks.time_questions
	$(BIN)/python -m benchmarks.revisions
	$(BIN)/python -m benchmarks.canard --data $(DATA)/canard
	$(BIN)/python -m benchmarks.reliability --data $(DATA)
	$(BIN)/python -m benchmarks.lying
	$(BIN)/python -m benchmarks.fit_answering --data $(DATA)

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "make: $(PYTHON) must be Python 3.11, 3.12 or 3.13; name another with make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	# pip 23, which Python 3.11 brings, stumbles over an extra that two packages ask of lxml.
	$(BIN)/python -m pip install --disable-pip-version-check --upgrade 'pip>=25,<27'

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-test
	$(PIP) --editable '.[bench]'
	@touch $@
