# Every target sets up what it needs by itself: python3 and make are all that must be there.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: install install-tests run test lint format prove lock clean \
        translations-extract translations-update translations-check

install:
	@$(PYTHON) bootstrap.py

install-tests:
	@$(PYTHON) bootstrap.py --tests

# With a display: the window, on an embedded office with the sample cases. Without: the same main job, unseen.
run: install
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	    [ -e out/office ] || $(BIN)/xborder-desk office create out/office --sample || exit 1; \
	    exec $(BIN)/xborder-desk --office out/office; \
	else \
	    echo "There is no display here, so the main job is done unseen; what it makes lies in out/."; \
	    exec $(BIN)/python main.py --demo out; \
	fi

# pytest runs last, so that its closing line is the last one printed.
test: install-tests lint
	$(BIN)/pytest -n 2 --dist worksteal

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

prove: install-tests
	$(BIN)/pytest -n 2 -m prove

# These appear with what they run.
ifneq ($(wildcard tests/benchmarks/test_*.py),)
.PHONY: bench
bench: install-tests
	$(BIN)/pytest tests/benchmarks -m bench
endif

# Every state of the window in every language, looked at by a machine; contact sheets and the README's pictures.
.PHONY: screenshots
screenshots: install
	$(BIN)/python -m tests.gallery

# A folder that runs without Python: dist/xborder-desk.
.PHONY: package
package: install
	$(BIN)/python package.py && $(BIN)/pytest tests/test_package.py

lock:
	$(PYTHON) bootstrap.py --lock

# The texts of the program and its data; see CONTRIBUTING.md.
translations-extract translations-update translations-check: install
	$(BIN)/python -m xborder_desk.i18n.catalogues $(@:translations-%=%)

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find translations -name '*.mo' -delete
	find xborder_desk tests -name __pycache__ -type d -prune -exec rm -rf {} +
