.DEFAULT_GOAL := help
.PHONY: help run serve test test-all check format bench bench-full content statements i18n clean venv venv-dev

python := .venv/bin/python
flask := .venv/bin/flask

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

run: venv ## the demo school on http://127.0.0.1:8000 (PORT, ADAL_INSTANCE)
	@tools/serve.sh demo

serve: venv ## a real, empty school (HOST, PORT, ADAL_INSTANCE)
	@tools/serve.sh school

test: venv-dev ## every suite: SQLite, PostgreSQL, browser
	@tools/test.sh

test-all: venv-dev ## the same, with the large matrices whole
	@ADAL_TEST_FULL=1 tools/test.sh

check: venv-dev ## style, types, layers, templates, content, catalogues
	@tools/check.sh

format: venv-dev ## bring the code into shape
	@.venv/bin/ruff check --fix-only -q .
	@.venv/bin/ruff format .

bench: venv-dev ## speed and memory, each beside its limit; what the safety rules find
	@$(python) -m whitenoise.compress -q app/static
	@$(python) -m benchmarks
	@$(python) -m tests.evaluation

bench-full: venv-dev ## the same with a region's worth of data
	@$(python) -m whitenoise.compress -q app/static
	@$(python) -m benchmarks --full

content: venv ## check every lesson, quiz and law record
	@$(flask) content check

statements: venv ## write docs/law-statements.md anew, for a lawyer to read
	@mkdir -p build && $(flask) content statements > build/statements.md
	@mv build/statements.md docs/law-statements.md

i18n: venv ## collect new texts into the catalogues of kk, ru and en
	@$(python) tools/catalogues.py update

clean: ## remove what can be made again; the data in instance/ stays
	@rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find app tests tools migrations benchmarks \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} + 2>/dev/null || true

venv:
	@tools/need.sh python3 command -v python3
	@python3 tools/venv.py

venv-dev:
	@tools/need.sh python3 command -v python3
	@python3 tools/venv.py dev
