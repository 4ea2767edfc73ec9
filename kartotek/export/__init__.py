"""Formats for machines, all made from one `Work`: a publication with what it is linked to.

Each module has one format: its docstring names the standard, and its functions take a Work and return what the file or
the page holds. `work` has the Work itself, `shared_values` what several formats write alike, `mapping` the table of
which field becomes which. Formats never fail: what a format has no place for is left out, or put into its note.
"""
