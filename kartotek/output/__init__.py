"""`dist/`, never half-written: everything is staged first, then moved into place file by file.

`survey` finds what became of the last build's files, `stage` puts files beside `dist/` and moves them, `outputs` is
what is known of each, and `lock` keeps builds apart.
"""
