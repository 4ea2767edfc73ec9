"""The search index: a document for each thing to be found, and Pagefind, which indexes them.

Knows bytes and paths, no entity.
"""
