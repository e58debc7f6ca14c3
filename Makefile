# Two commands do everything on a fresh machine: `make demo`, then `make test`. Python 3.11 to 3.13.
# Every path is relative, so that the folder may have a space in its name.
PYTHON ?= python3
RUN := .venv/bin/python
MANAGE := $(RUN) manage.py
APPS := accounts authoring catalogue challengebank frameworks interop items review templates

.PHONY: demo serve test guide readers lint messages clean

.venv/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Vivier needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 …")'
	test -x $(RUN) || $(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

demo: .venv/ready  ## Install, migrate, load the frameworks and the demo content, run the whole chain. It ends.
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_frameworks
	$(MANAGE) demo

serve: .venv/ready  ## Open the site on http://localhost:8000/ until Ctrl-C.
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) collectstatic --no-input --verbosity 0
	$(RUN) -m granian --interface wsgi --host 127.0.0.1 --port 8000 config.wsgi:application

test: .venv/ready-dev  ## Run the tests, those of screens included where Chromium is installed.
	$(RUN) -m pytest -n 2 --dist loadfile

readers:  ## Install the readers of others that some tests try our exports on. Needs npm.
	npm install --no-save --no-audit --no-fund --ignore-scripts qti3-item-player@1.1.20 vue@2.7.16 gift-pegjs@1.0.2 tuf-js@4.1.0

guide: .venv/ready-dev  ## Take the pictures of docs/guide.md again. Needs Chromium.
	VIVIER_SCREENSHOTS=docs/images $(RUN) -m pytest tests/config/test_guide.py -q

lint: .venv/ready-dev  ## Style, import contracts, types, missing migrations.
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	$(RUN) -m mypy
	$(MANAGE) makemigrations --check --dry-run --verbosity 0

messages: .venv/ready  ## Collect the sentences of the code into the catalogues; the French of the new ones is then yours. Needs gettext.
	mkdir -p $(foreach app,$(APPS),$(app)/locale)
	rm -f */locale/en/LC_MESSAGES/django.po
	$(MANAGE) makemessages --locale fr --locale en --no-location --no-wrap --no-obsolete --ignore .venv --ignore 'tests/*' --ignore 'var/*' --ignore 'benchmarks/*'
	for file in */locale/en/LC_MESSAGES/django.po; do msgen --no-wrap --output-file="$$file" "$$file"; done
	sed -i '/^"POT-Creation-Date/d; /^"PO-Revision-Date/d' */locale/*/LC_MESSAGES/django.po
	$(MANAGE) compilemessages --ignore .venv --verbosity 0

clean:  ## Forget the environment, the data and all that was made.
	rm -rf .venv var var-offline .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
