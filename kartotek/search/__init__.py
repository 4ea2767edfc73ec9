"""The search index: what is told of each thing, and Pagefind around it. Knows bytes and paths, no entity."""
