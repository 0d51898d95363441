# Two commands are enough: `make run` and `make test`. Both prepare everything first; PYTHON=… chooses the interpreter.
PY := .venv/bin/python
export PYTHON

.PHONY: run test setup bench tour package clean

run: setup
	@$(PY) packaging/run.py

setup:
	@packaging/setup

test:
	@packaging/setup --tests
	@$(PY) packaging/check.py

bench:
	@packaging/setup --tests
	@PYTHONPATH=. $(PY) bench/measure.py

tour:
	@packaging/setup --tests
	@$(PY) packaging/tour.py

package: setup
	@$(PY) -m pip --quiet --disable-pip-version-check wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
