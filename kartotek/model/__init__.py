"""Frozen records, the tables of kinds and types, and the portal: all records, linked, with their indexes."""
