# Bare `make` lists what there is to make. `make demo` and `make test` do everything on a fresh Debian 12 machine.
SHELL := /bin/bash
BUILD := build/release
JOBS ?= $(shell nproc)
SHARED ?= ../shared
PYTHON ?= .venv/bin/python

PACKAGES := build-essential cmake ninja-build pkg-config libicu-dev libgumbo-dev libsimdjson-dev libuchardet-dev libzstd-dev \
            zlib1g-dev nettle-dev libcli11-dev libfmt-dev libtomlplusplus-dev
TEST_PACKAGES := libgtest-dev python3
DEV_PACKAGES := clang clang-tidy clang-format python3-venv

.PHONY: help demo build test packages test-packages dev-packages format tidy asan fuzz bench bench-onnx train export compare figures golden corpus pieces

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: build  ## install what is missing, build, code the examples, write build/page.html
	@echo
	@$(BUILD)/legomena code --format table examples/grain.html | sed -n 1,32p
	@echo "…"
	@echo
	@echo "These are the first events of examples/grain.html; $(BUILD)/legomena code examples/*.txt examples/*.html examples/*.jsonl codes all."
	@$(BUILD)/legomena view --out build/page.html examples/*.txt examples/*.html examples/*.jsonl
	@echo "Open build/page.html to read the articles with their marks."

build: packages  ## the program: build/release/legomena
	@cmake --preset release -DBUILD_TESTING=OFF > build/configure.log || { cat build/configure.log; exit 1; }
	@cmake --build $(BUILD) -j $(JOBS)

# Installs only what is missing, so that a machine that has all needs neither root nor network.
define install
	@mkdir -p build; missing=; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing$$missing"; sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing > build/apt.log || { tail -n 20 build/apt.log; exit 1; }; fi
endef

packages:
	$(call install,$(PACKAGES))

test-packages: packages
	$(call install,$(TEST_PACKAGES))

dev-packages: test-packages
	$(call install,$(DEV_PACKAGES))

test: test-packages  ## install what tests need, build with checks on, run all tests
	@cmake --preset dev > build/configure.log || { cat build/configure.log; exit 1; }
	@cmake --build build/dev -j $(JOBS)
	@ctest --test-dir build/dev --output-on-failure

asan: test-packages  ## all tests under the address and undefined-behaviour sanitizers
	@cmake --preset asan > build/configure.log && cmake --build build/asan -j $(JOBS) && ctest --test-dir build/asan --output-on-failure

SECONDS_EACH ?= 60
fuzz: dev-packages  ## every reader of foreign bytes under libFuzzer, SECONDS_EACH=60
	@cmake --preset fuzz > build/configure.log && cmake --build build/fuzz -j $(JOBS)
	@for f in build/fuzz/*_fuzz; do n=$$(basename $$f _fuzz); mkdir -p build/fuzz/corpus/$$n; \
	  echo "== $$n"; $$f -max_total_time=$(SECONDS_EACH) -max_len=65536 -rss_limit_mb=1024 -timeout=20 build/fuzz/corpus/$$n $$(ls -d tests/fuzz/corpus/$$n 2>/dev/null) 2>&1 | tail -n 2 || exit 1; done

tidy: dev-packages  ## clang-tidy over the sources
	@cmake --preset tidy -DBUILD_TESTING=OFF > build/configure.log && cmake --build build/tidy -j $(JOBS)

format: dev-packages  ## clang-format over the sources
	@clang-format -i $$(git ls-files '*.cpp' '*.h')

bench: dev-packages  ## speed of the parts (docs/speed.md)
	@cmake --preset bench > build/configure.log && cmake --build build/bench -j $(JOBS)
	@build/bench/encoder_bench models/reader.legomena
	@build/bench/pipeline_bench examples/truce.txt

bench-onnx: bench .venv  ## the encoder beside ONNX Runtime, in one run on one core
	@$(PYTHON) bench/onnx_encoder.py build/train/best.pt models/reader.legomena build/bench/encoder_bench --rounds 3 --seconds 1

.venv: train/requirements.txt
	$(call install,python3-venv)
	@python3 -m venv .venv && .venv/bin/pip install -q -r train/requirements.txt && touch .venv

EPOCHS ?= 7
SEED ?= 1
train: .venv  ## the network from SHARED/gold/train.jsonl, resumable: build/train/best.pt (hours)
	@test -e $(SHARED)/gold/train.jsonl || { echo "skipped: the marked articles ($(SHARED)/gold) are not here"; exit 0; }; \
	$(PYTHON) train/train.py $(SHARED)/gold/train.jsonl --out build/train/first --epochs $(EPOCHS) --seed $(SEED) && \
	$(PYTHON) train/train.py $(SHARED)/gold/train.jsonl --start build/train/first/best.pt --out build/train --epochs $(EPOCHS) --seed $(SEED) \
	  --rate 8e-5 --head-rate 6e-4 --batch 5

EXPORT = $(PYTHON) train/export.py build/train/best.pt $(1) --name reader-2026-11b --thresholds build/train/thresholds.json --articles $(SHARED)/gold/train.jsonl
export: build .venv  ## build/train/best.pt -> models/reader.legomena, with thresholds and confidence from the held-out articles
	@$(PYTHON) train/thresholds.py build/train/best.pt $(SHARED)/gold/train.jsonl > build/train/thresholds.json
	@$(call EXPORT,build/train/plain.legomena)
	@$(PYTHON) train/calibrate.py $(SHARED)/gold/train.jsonl $(BUILD)/legomena build/train/plain.legomena > build/train/calibration.json
	@$(call EXPORT,models/reader.legomena) --calibration build/train/calibration.json

compare: build .venv  ## the engine's scores against PyTorch's on SHARED/gold/dev.jsonl
	@$(BUILD)/legomena inspect --format jsonl --until score $(SHARED)/gold/dev.jsonl > build/engine.jsonl
	@$(PYTHON) train/compare.py build/engine.jsonl build/train/best.pt --thresholds build/train/thresholds.json
	@$(PYTHON) train/compare_figures.py build/engine.jsonl build/train/best.pt $(SHARED)/gold/dev.jsonl $(SHARED)/gold/score.py --thresholds build/train/thresholds.json

figures: build  ## the figures of docs/quality.md on SHARED/gold
	@test -e $(SHARED)/gold/dev.jsonl || { echo "skipped: the marked articles ($(SHARED)/gold) are not here"; exit 0; }; \
	for set in dev seed; do echo "$$set"; $(BUILD)/legomena eval $(SHARED)/gold/$$set.jsonl; done

golden: build  ## the examples' records anew, after a wanted change: tests/cli/golden/
	@$(BUILD)/legomena code examples > tests/cli/golden/examples.jsonl

corpus: build  ## all of SHARED/news through the engine, checked; --jobs 1 and 2 compared
	@tests/corpus.sh $(BUILD)/legomena $(SHARED)/news/articles.jsonl.gz

pieces: build .venv  ## word pieces against the tokenizers package on all of SHARED/news
	@$(PYTHON) train/compare_pieces.py $(BUILD)/legomena $(SHARED)/news/articles.jsonl.gz
