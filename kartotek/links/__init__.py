"""Addresses elsewhere: which there are in entries, and whether they still lead anywhere. Only `check --links` asks."""
