"""How long Kartotek takes, and how much memory: see docs/performance.md."""
