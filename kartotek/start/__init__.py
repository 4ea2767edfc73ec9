"""New portals and new entries: what `kartotek init` and `kartotek new` write, and schemas for editors' programs.

`files/` has what a new portal begins with, as it is written.
"""
