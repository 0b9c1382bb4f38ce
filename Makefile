# Everything a fresh machine needs is installed by tools/install.sh into .venv (and, where apt may be
# used, a browser and a Chinese font). Each target can be run again at any time.

BIN := .venv/bin

.PHONY: demo serve test lint bench soak manual install install-tests clean messages

demo: install
	$(BIN)/zwaudit demo $(if $(OUT),--out $(OUT)) $(if $(RECORDS),--records $(RECORDS))

# The desk on the demonstration's data: http://127.0.0.1:8411/ until Ctrl+C.
serve: install
	$(BIN)/zwaudit demo --serve $(if $(OUT),--out $(OUT)) $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: install-tests
	$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pictures of docs/操作手册.md, taken at the real desk; with Chromium's Chinese words if chromium-l10n is there.
manual: install-tests
	$(BIN)/python tools/manual_shots.py

bench: install
	$(BIN)/python -m bench

soak: install-tests
	$(BIN)/python -m pytest -o addopts="" -s tests/soak

install:
	@sh tools/install.sh

install-tests:
	@sh tools/install.sh tests

clean:
	rm -rf .venv .venv-replay out build *.egg-info

messages: install
	$(BIN)/pybabel compile -D zwaudit -d audit/locale -l zh_CN
