# Works with GNU make 3.81 (macOS) and newer, Python 3.11 to 3.14, nothing else.
#   make run                      build if needed, then serve the dashboard
#   make install PYTHON=python3.12
#   make test PYTEST_ARGS="tests/unit -k money"

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTEST_ARGS ?= -n auto --dist loadfile
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install run test slow bench lint format docs lock clean

help: ## 이 목록 / this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## .venv를 만들고 잠금 파일대로 설치 / make .venv as locked, hashes checked
	@:

$(STAMP): requirements.lock requirements-bootstrap.lock pyproject.toml tools/install.sh
	@PYTHON="$(PYTHON)" sh tools/install.sh

run: install ## 필요하면 만들고 화면을 켬 / build if needed, then serve on 127.0.0.1:8050
	@exec $(BIN)/sdg up $(ARGS)

test: install ## 화살표와 시험(5분 안) / the arrows and every test that fits five minutes
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m "not slow"

slow: install ## 오래 걸리는 시험 / the long courses: kills, keys, whole official tables
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m slow

bench: install ## 성능 측정, 결과는 var/bench / measure; results in var/bench
	$(BIN)/python -m tests.benchmarks $(ARGS)

lint: install ## 문체, 타입, 화살표 / style, types, arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

format: install ## 문체를 고침 / mend the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: install ## 문서의 자동 생성 부분을 새로 씀 / rewrite the generated parts of the documents
	$(BIN)/python -m tools.docs

# New versions only when asked for: make lock ARGS=--upgrade
lock: install ## pyproject.toml에 맞추어 잠금 파일을 다시 씀 / relock after editing pyproject.toml
	@PYTHON="$(PYTHON)" sh tools/lock.sh $(ARGS)

clean: ## .venv와 임시 파일을 지움(var/는 남김) / remove .venv and caches; var/ is kept
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find indicators warehouse pipelines dashboard tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
