# Scarp: `make demo` and `make test` install what they need on Debian and run again at once.

PYTHON := /usr/bin/python3
BUILD := build
PACKAGES := qgis python3-qgis python3-gdal python3-plotly python3-venv python3-pip \
	pyqt5-dev-tools qttools5-dev-tools fonts-dejavu-core
RUNTIME := $(BUILD)/runtime
QGIS := $(BUILD)/qgis
# A folder in which the repository, whatever its own name, is called scarp.
PLUGINS := $(BUILD)/plugins
SOURCES := $(shell git ls-files '*.py' 2>/dev/null | grep -v '^tests/')
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard i18n/*.ts))
SCENE ?=

export QT_QPA_PLATFORM := offscreen
export QGIS_PLUGINPATH := $(abspath $(PLUGINS))
export SCARP_PYTHON := $(abspath $(RUNTIME))/bin/python
export PYTHONWARNINGS := ignore::DeprecationWarning

.PHONY: demo test test-library test-qgis benchmark accuracy lint format i18n package setup clean

demo: setup
	$(PYTHON) tests/demo $(BUILD)/demo $(SCENE)

test: setup $(QGIS)/.done
	$(MAKE) test-library test-qgis

# In the runtime's Python, where Keras is and QGIS is not loaded.
test-library: setup
	$(RUNTIME)/bin/python -m pytest tests/core tests/models tests/runtime tests/test_floors.py

# In QGIS's Python, where Keras is not.
test-qgis: setup $(QGIS)/.done
	$(QGIS)/bin/python -m pytest tests/plugin
	$(QGIS)/bin/python -m pytest tests/algorithms

# How fast training and classification are and what memory they take, in less than half an hour;
# tests/benchmarks/README.md.
benchmark: setup
	$(RUNTIME)/bin/python tests/benchmarks/training
	$(RUNTIME)/bin/python tests/benchmarks/classification
	$(RUNTIME)/bin/python tests/benchmarks/mapping
	@echo "\nHow well landslides are found, in less than two hours: make accuracy"

accuracy: setup
	$(RUNTIME)/bin/python tests/benchmarks/accuracy

lint: $(QGIS)/.done
	$(QGIS)/bin/ruff check .
	$(QGIS)/bin/ruff format --check .
	$(QGIS)/bin/flake8 .

format: $(QGIS)/.done
	$(QGIS)/bin/ruff check --fix .
	$(QGIS)/bin/ruff format .

setup: $(BUILD)/.packages $(RUNTIME)/.done $(PLUGINS)/scarp $(TRANSLATIONS)

$(BUILD)/.packages: Makefile
	@mkdir -p $(BUILD)
	@missing=""; for package in $(PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
			|| missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update && \
		$$sudo env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y --no-install-recommends $$missing; \
	fi
	@touch $@

$(RUNTIME)/.done: requirements/runtime.txt requirements/export.txt requirements/test-runtime.txt \
		| $(BUILD)/.packages
	rm -rf $(RUNTIME)
	$(PYTHON) -m venv --system-site-packages $(RUNTIME)
	$(RUNTIME)/bin/pip install -q $(addprefix -r ,$^)
	@touch $@

$(QGIS)/.done: requirements/test-qgis.txt | $(BUILD)/.packages
	rm -rf $(QGIS)
	$(PYTHON) -m venv --system-site-packages $(QGIS)
	$(QGIS)/bin/pip install -q $(addprefix -r ,$^)
	@touch $@

$(PLUGINS)/scarp:
	@mkdir -p $(PLUGINS)
	ln -sfn $(CURDIR) $@

# Translations: `make i18n` takes new strings into the .ts files, and compiles them.
i18n: $(BUILD)/.packages
	pylupdate5 -noobsolete $(SOURCES) -ts $(wildcard i18n/*.ts)
	$(MAKE) $(TRANSLATIONS)

%.qm: %.ts | $(BUILD)/.packages
	lrelease -silent $< -qm $@

package: $(TRANSLATIONS)
	$(PYTHON) tests/package.py $(BUILD)/scarp.zip

clean:
	rm -rf $(BUILD) i18n/*.qm
