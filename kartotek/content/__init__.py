"""Files into raw entries: texts, lists and maps, each with a place to point at. Knows no entity.

`folder` finds the files, `scan` those that have changed, `entries` reads them, `fields` has readers for values, and
`history` asks git when files were changed.
"""
