.PHONY: help run test soak check bench pictures lock

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1	\2/' | expand -t 16

run: ## Run the desk with a demo organization
	@bin/run

test: ## Run every test on both engines (ENGINES="sqlite" for one)
	@bin/test

soak: ## Run the long campaigns at full size (SOAK_SEED=1 repeats one)
	@bin/soak

check: ## Look at style, types, imports, templates, migrations and translations
	@bin/check

bench: ## Measure pages, ingest, start and memory
	@bin/setup
	@.venv/bin/python -m bench

pictures: ## Take the pictures of the README
	@bin/setup
	@.venv/bin/python bin/pictures

lock: ## Make requirements/locked.txt anew
	@bin/lock
