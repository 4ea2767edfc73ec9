"""The portal as pages see it: facts, the keys of pages, and what lists show of publications."""
