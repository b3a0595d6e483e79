# Two commands are enough: `make run` and `make test`. Everything they need, they fetch themselves.
PORT ?= 8000
UV = .tools/bin/uv
RUN = .venv/bin
# Each process reads what was compiled once, also where the environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE
TESTS ?= tests
WORKERS ?= 3
# The same browser without its windows, which the tests take where it is: a third less work.
SHELL_OF_CHROMIUM = /usr/lib/chromium/chromium-headless-shell
SHORT = -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=0

.PHONY: run test types suite check audit bench drill mutants docs site release fmt chromium postgresql java clean

run: .venv/ready
	@exec env PORT=$(PORT) $(RUN)/leerrecht start --demo --met-ouder

test: .venv/ready chromium
	$(RUN)/ruff check . && $(RUN)/ruff format --check . && $(RUN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory -j 2 types suite
	$(RUN)/coverage report --include='src/leerrecht/law/*,src/leerrecht/access/*' --skip-covered --fail-under=100

# One process each, so that they go beside each other.
types:
	$(RUN)/mypy src
	$(RUN)/djlint --lint --quiet src

suite:
	$(RUN)/pytest $(TESTS) -n $(WORKERS) --dist worksteal -m "not drill and not twin" --create-db --reuse-db --durations=20 --cov --cov-report=term:skip-covered --cov-fail-under=95

check: .venv/ready
	$(RUN)/ruff check . && $(RUN)/ruff format --check . && $(RUN)/lint-imports --no-cache
	$(RUN)/mypy src
	$(RUN)/djlint --lint --quiet src
	$(RUN)/pytest tests/law --confcutdir=tests/law -p no:django -q --cov=leerrecht.law --cov-branch --cov-fail-under=100
	$(RUN)/python scripts/lint_migrations.py

# Known weaknesses of what is in the lock; ends with 3 where a package could not be checked.
audit: .venv/ready
	@$(RUN)/python scripts/audit.py

bench: .venv/ready
	@$(RUN)/python -m bench $(if $(SCALE),--scale $(SCALE))

drill: .venv/ready postgresql java
	@$(UV) sync --frozen --quiet --inexact --extra spark --group mutation --python 3.11 --no-python-downloads
	$(RUN)/pytest tests/drills -m drill -q
	$(RUN)/pytest tests/test_leaks.py -m twin -q -n $(WORKERS) --dist worksteal --create-db --reuse-db

# Every small change of the code of law and access; an hour or more. ROOM=law or ROOM=access for one of them.
mutants: .venv/ready
	@$(UV) sync --frozen --quiet --inexact --group mutation --python 3.11 --no-python-downloads
	$(RUN)/python scripts/mutants.py $(ROOM)

docs: .venv/ready
	@$(RUN)/python -c "from pathlib import Path; from leerrecht.law.book import pages; [(Path('docs/law') / name).write_text(text) for name, text in pages().items()]"
	@$(RUN)/python -c "from pathlib import Path; from leerrecht.access.matrix import page; Path('docs/access/README.md').write_text(page())"
	@$(RUN)/python -c "from pathlib import Path; from leerrecht.indicators.book import pages; [(Path('docs/indicators') / name).write_text(text) for name, text in pages().items()]"

site: .venv/ready
	@$(RUN)/zensical build --strict

release: .venv/ready
	@$(RUN)/python scripts/release.py $(VERSION)

fmt: .venv/ready
	$(RUN)/ruff check --fix-only --quiet . ; $(RUN)/ruff format --quiet .

chromium:
	@command -v $${CHROMIUM:-chromium} >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else sudo apt-get update -qq && sudo apt-get install -y -qq chromium >/dev/null; fi; }
	-@[ "$$(id -u)" != 0 ] || [ -e $(SHELL_OF_CHROMIUM) ] || { \
	  apt-get update -qq $(SHORT) && apt-get install -y -qq $(SHORT) chromium-headless-shell >/dev/null; }

postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq postgresql >/dev/null; \
	  else sudo apt-get update -qq && sudo apt-get install -y -qq postgresql >/dev/null; fi; }

# For Spark alone; without it those drills are skipped, and say so.
java:
	-@command -v java >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless >/dev/null; \
	  else sudo apt-get update -qq && sudo apt-get install -y -qq openjdk-17-jre-headless >/dev/null; fi; }

.tools/bin/uv:
	@python3 -m pip install --quiet --disable-pip-version-check --target .tools "uv==0.13.8"

.venv/ready: pyproject.toml uv.lock | .tools/bin/uv
	@$(UV) sync --frozen --quiet --compile-bytecode --python 3.11 --no-python-downloads
	@touch $@

clean:
	rm -rf .venv .tools var
