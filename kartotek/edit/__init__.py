"""Changes of entry files that a command makes: a new name for an entry, one entry of two, a notice in its place.

A build never changes what editors wrote; these commands do, and either wholly or not at all.
"""
