"""`dist/`, never half-written: everything is staged first, then moved into place file by file."""
