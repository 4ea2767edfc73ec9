"""Frozen records, the type table, the portal and its indexes."""
