"""Charts, each painted plainly and each with a table that says the same."""
