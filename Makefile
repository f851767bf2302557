# Thin names for packaging/bootstrap.py, which does all the work and runs the same on every system.
PYTHON ?= python3
ARGS ?=
COMMANDS := demo run test check bench screenshots lock

.PHONY: help $(COMMANDS)

help:
	@$(PYTHON) packaging/bootstrap.py help

$(COMMANDS):
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
