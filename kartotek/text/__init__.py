"""What every room may use: dates, names, slugs, identifiers, languages, sort order, likeness of words.

Pure functions of texts. Nothing here knows an entity or a file.
"""
