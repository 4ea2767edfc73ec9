"""Files into raw entries: texts, lists and maps, each with a place to point at. Knows no entity."""
