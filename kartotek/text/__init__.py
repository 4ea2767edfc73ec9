"""The ground: dates, names, slugs, identifiers, languages, likeness. Knows no entity and no file."""
