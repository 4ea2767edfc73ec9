"""The preview: the portal built and served on this computer, and rebuilt and reloaded whenever something is saved."""
