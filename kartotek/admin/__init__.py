"""Editing in the browser: Sveltia CMS, configured from the tables of fields, and our own form of writing entries."""
