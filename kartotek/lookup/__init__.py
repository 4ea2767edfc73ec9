"""A new entry from an identifier: who knows the work is asked, and what comes is read as an import would read it."""
