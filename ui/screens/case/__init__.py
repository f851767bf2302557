"""The page of a case. Other screens use parts of it, so it is not loaded along with them: see screen.py."""
