"""Kartotek: a folder of research outputs in, a searchable static portal out."""

__version__ = "0.1.0"
