# Scarp: `make demo` and `make test` install what they need on Debian and run again at once.

PYTHON := /usr/bin/python3
BUILD := build
PACKAGES := qgis python3-qgis python3-gdal python3-plotly python3-venv python3-pip \
	pyqt5-dev-tools qttools5-dev-tools fonts-dejavu-core
DESKTOP_PACKAGES := xvfb openbox xdotool imagemagick
RUNTIME := $(BUILD)/runtime
# TensorFlow, but for a Python that there is none for.
BACKEND := $(shell $(PYTHON) -c 'import sys; print("tensorflow" if sys.version_info < (3, 14) else "torch")')
QGIS := $(BUILD)/qgis
# A folder in which the repository, whatever its own name, is called scarp.
PLUGINS := $(BUILD)/plugins
SOURCES := $(shell git ls-files '*.py' 2>/dev/null | grep -v '^tests/')
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard i18n/*.ts))
SCENE ?=
DATA ?= ../shared/data
FIGURES ?= resources/models/unseen.json
# What starts the QGIS that `make test-desktop` drives, and the Python with Keras that it is told of.
QGIS_BIN ?= qgis
QGIS_RUNTIME ?= $(SCARP_PYTHON)
PORTABLE_TESTS := $(addprefix tests/models/,data hardware test_model_file.py \
	$(addprefix training/test_,batch_size.py evaluation.py losses.py validation.py))

export QT_QPA_PLATFORM := offscreen
export QGIS_PLUGINPATH := $(abspath $(PLUGINS))
export SCARP_PYTHON := $(abspath $(RUNTIME))/bin/python
export PYTHONWARNINGS := ignore::DeprecationWarning
ifneq ($(BACKEND),tensorflow)
export KERAS_BACKEND := $(BACKEND)
endif

.PHONY: demo test test-library test-qgis test-slow test-install test-desktop test-backends test-fuzz benchmark cluster-image accuracy starter lock lint format i18n sample package setup clean

demo: setup
	$(PYTHON) tests/demo $(BUILD)/demo $(SCENE)

# Both at once: much of the time goes into waiting for workers to start.
test: setup $(QGIS)/.done
	$(MAKE) -j2 --output-sync=line test-library test-qgis

# In the runtime's Python, where Keras is and QGIS is not loaded.
test-library: setup
	$(RUNTIME)/bin/python -m pytest tests/core tests/models tests/runtime \
		tests/test_floors.py tests/test_package.py

# In QGIS's Python, where Keras is not.
test-qgis: setup $(QGIS)/.done
	$(QGIS)/bin/python -m pytest tests/plugin
	$(QGIS)/bin/python -m pytest tests/gui
	$(QGIS)/bin/python -m pytest tests/algorithms

# By hand: trainings in real workers that take long, two minutes in all.
test-slow: setup
	$(RUNTIME)/bin/python -m pytest -m slow tests/models tests/runtime

# By hand: the packaged plugin in an empty profile, its runtime from the package index, killed three
# times and then installed, and the chain. Minutes, and some hundred megabytes.
test-install: setup
	$(PYTHON) tests/install $(BUILD)/install --kill

# By hand, in a few minutes: a newcomer's first hour in the real desktop, by mouse and keyboard, with
# its pictures in build/desktop. Another QGIS: make test-desktop QGIS_BIN="command that starts it".
test-desktop: setup package $(BUILD)/.desktop-packages
	$(PYTHON) tests/desktop $(BUILD)/desktop --package $(BUILD)/scarp.zip \
		--qgis "$(QGIS_BIN)" --runtime "$(QGIS_RUNTIME)"

# By hand: TensorFlow, torch and JAX compared, those tests of models that train nothing, on torch and
# JAX, and trainings that go on, on torch: JAX compiles each anew. Installs two environments: half a gigabyte to download where torch comes for
# the CPU, several where it brings CUDA.
test-backends: setup $(BUILD)/backend-torch/.done $(BUILD)/backend-jax/.done
	$(RUNTIME)/bin/python -m pytest tests/backends
	for backend in torch jax; do \
		KERAS_BACKEND=$$backend $(BUILD)/backend-$$backend/bin/python -m pytest \
			$(PORTABLE_TESTS) || exit 1; \
	done
	KERAS_BACKEND=torch $(BUILD)/backend-torch/bin/python -m pytest \
		tests/models/networks/test_networks.py tests/models/training/test_checkpoint*.py

# By hand, in less than ten minutes: a thousand damaged models, rasters and vectors, all from a seed.
test-fuzz: setup
	$(RUNTIME)/bin/python tests/fuzz

# How fast training and classification are and what memory they take, in less than half an hour;
# tests/benchmarks/README.md.
benchmark: setup $(QGIS)/.done
	$(RUNTIME)/bin/python tests/benchmarks/training
	$(RUNTIME)/bin/python tests/benchmarks/classification
	$(RUNTIME)/bin/python tests/benchmarks/mapping
	$(RUNTIME)/bin/python tests/benchmarks/stacking
	$(RUNTIME)/bin/python tests/benchmarks/inventory
	$(QGIS)/bin/python tests/benchmarks/preview
	@echo "\nHow well landslides are found, in less than two hours: make accuracy"

accuracy: setup
	$(RUNTIME)/bin/python tests/benchmarks/accuracy

# The model that comes with Scarp, from the labelled images of a folder: tests/starter/README.md.
starter: setup
	$(RUNTIME)/bin/python tests/starter $(DATA) resources/models/starter.h5 \
		--figures $(FIGURES)

# What a node of a Dask cluster needs, in build/cluster: a Dockerfile and a requirements file.
cluster-image:
	$(PYTHON) tests/cluster_image.py $(BUILD)/cluster

# By hand, when a requirement has changed: every package that “Install runtime” installs, with its hashes.
lock: $(BUILD)/uv/.done
	$(BUILD)/uv/bin/python tests/lock.py

lint: $(QGIS)/.done $(PLUGINS)/scarp
	$(QGIS)/bin/ruff check .
	$(QGIS)/bin/ruff format --check .
	$(QGIS)/bin/flake8 .
	$(QGIS)/bin/mypy -p scarp.core -p scarp.models

format: $(QGIS)/.done
	$(QGIS)/bin/ruff check --fix .
	$(QGIS)/bin/ruff format .

setup: $(BUILD)/.packages $(RUNTIME)/.done $(PLUGINS)/scarp $(TRANSLATIONS)

$(BUILD)/.packages: WANTED = $(PACKAGES)
$(BUILD)/.desktop-packages: WANTED = $(DESKTOP_PACKAGES)
$(BUILD)/.packages $(BUILD)/.desktop-packages: Makefile
	@mkdir -p $(BUILD)
	@missing=""; for package in $(WANTED); do \
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

$(RUNTIME)/.done: requirements/common.txt requirements/$(BACKEND).txt requirements/numpy.txt \
		requirements/export.txt requirements/test-runtime.txt \
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

# Without GDAL, as on a bare GPU node.
$(BUILD)/backend-%/.done: requirements/backend-%.txt requirements/test-backends.txt \
		requirements/export.txt | $(BUILD)/.packages
	rm -rf $(@D)
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install -q -r requirements/backend-$*.txt -r requirements/test-backends.txt
	@touch $@

$(BUILD)/uv/.done: requirements/lock.txt | $(BUILD)/.packages
	rm -rf $(@D)
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install -q -r $<
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

# By hand, when the scene's code has changed: the sample that comes with the plugin.
sample: setup
	$(RUNTIME)/bin/python tests/sample.py resources/sample

clean:
	rm -rf $(BUILD) i18n/*.qm
