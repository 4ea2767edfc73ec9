"""New portals: what `kartotek init` writes.

`files/` has what a new portal begins with, as it is written.
"""
