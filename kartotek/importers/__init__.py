"""Records of other programs become entries.

The way is the same for all formats: bytes, text, `Raw` records of the format's own fields, a `Draft` in the fields of
entries by one visible table for each format, a `Candidate` that was read as `check` reads entries, a plan against what
the portal has, files, a report.
"""
