"""Commands of maintainers: shell, and the Python that some of them need."""
