"""Values and templates into bytes: Jinja2, Markdown, math, words and dates of a language."""
