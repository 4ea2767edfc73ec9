"""How long Kartotek takes, and what it takes: see docs/performance.md."""
