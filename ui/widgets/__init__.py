"""The kit.

Every control the screens are built from. Each takes the `Look` first and a stable `name` to be found by.
"""
