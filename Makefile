# Two commands are enough: `make run` and `make test`. Both prepare everything first; PYTHON=… chooses the interpreter.
PY := .venv/bin/python
export PYTHON

.PHONY: run test setup bench fuzz soak chaos tour package clean

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

# More or fewer: make fuzz ANSWERS=500 MEDIA=100 LOCAL=100
fuzz:
	@packaging/setup --tests
	@PYTHONPATH=. $(PY) bench/fuzz.py $(or $(ANSWERS),20000) $(or $(MEDIA),2000)
	@PYTHONPATH=. $(PY) bench/fuzz_local.py $(or $(LOCAL),4000)

# For more or fewer minutes, with more or fewer tasks: make soak MINUTES=2 TASKS=200
soak:
	@packaging/setup --tests
	@PYTHONPATH=. $(PY) bench/soak.py $(or $(MINUTES),10) $(or $(TASKS),1000)

# More or fewer: make chaos KILLS=60 TERMS=20 WINDOWS=5 RESUMES=10
chaos:
	@packaging/setup --tests
	@PYTHONPATH=. $(PY) bench/chaos.py $(or $(KILLS),320) $(or $(TERMS),140) $(or $(WINDOWS),60) $(or $(RESUMES),100)

tour:
	@packaging/setup --tests
	@$(PY) packaging/tour.py

package: setup
	@$(PY) -m pip --quiet --disable-pip-version-check wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
