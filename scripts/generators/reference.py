"""The reference pages of `docs/`, from the tables in the code: each sentence is there once, beside its field."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from kartotek.config.editing import EDITING_FIELDS
from kartotek.config.profiles import PROFILES, OutputProfile
from kartotek.config.rules import RULES
from kartotek.config.settings import SETTINGS
from kartotek.content.fields import Fields
from kartotek.content.multilingual_text import multilingual
from kartotek.diagnostics.codes import ERRORS, FIXABLE, HINTS, ONLY, WARNINGS
from kartotek.model.advice import recommended
from kartotek.model.authority import CONTAINER_KINDS
from kartotek.model.kinds import KINDS, PUBLICATIONS
from kartotek.model.person import name_or_names
from kartotek.model.publication import FILE_ACCESS
from kartotek.model.publication_fields import CATEGORIES, OPEN_ACCESS, STATUSES
from kartotek.model.publication_maps import (
    FILE_VERSIONS,
    RELATIONS,
)
from kartotek.model.roles import CREDIT, ROLE_TABLE
from kartotek.model.types import TYPES
from kartotek.start.examples import EXAMPLES
from kartotek.start.new import fields_of, first_fields
from kartotek.start.site_file import EXAMPLES as SETTING_EXAMPLES
from scripts.generators import ROOT, Files
from scripts.generators.entry_maps import MAPS

_NOTE = "<!-- Written by scripts/generate from the code: change it there. -->\n"


def _table(fields: Fields) -> str:
    rows = "".join(f"| `{key}` | {field.about} |\n" for key, field in fields.items())
    return f"| field | meaning |\n|---|---|\n{rows}"


def _table_with_examples(fields: Fields, examples: Mapping[str, str]) -> str:
    shown = {key: f"`{examples[key]}`" if key in examples else "" for key in fields}
    rows = "".join(f"| `{key}` | {field.about} | {shown[key]} |\n" for key, field in fields.items())
    return f"| field | meaning | for example |\n|---|---|---|\n{rows}"


def _multilingual() -> str:
    """The fields with texts that may be in several languages, by where they are."""
    found = {
        kind: [key for key, field in fields.items() if field.read in (multilingual, name_or_names)]
        for kind, fields in _all_fields()
    }
    return "\n".join(f"- {kind}: {_words(tuple(keys))}" for kind, keys in found.items() if keys)


def _all_fields() -> Iterator[tuple[str, Fields]]:
    """The fields of each kind of entry, then those of the maps in them."""
    yield from ((key, kind.fields) for key, kind in KINDS.items())
    yield from ((name, fields) for name, (_, fields) in MAPS.items())


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _roles() -> str:
    rows = "".join(
        f"| {row.label} | `{row.listed_in}`{f', `role: {key}`' if row.listed_in == 'contributors' else ''} "
        f"| {row.marc} | {row.datacite} | {row.csl} | {row.biblatex} |\n"
        for key, row in ROLE_TABLE.items()
    )
    return f"| role | in an entry | MARC | DataCite | CSL | biblatex |\n|---|---|---|---|---|---|\n{rows}"


def entry_format() -> str:
    """Every collection and its fields."""
    parts = [
        rf"""# The entry format
{_NOTE}
An entry is a file `content/COLLECTION/NAME.md`: fields between two lines of three hyphens, then a text in Markdown.
It may be in subfolders of the collection, and may be all YAML (`NAME.yaml`). `NAME` is its address: lower-case
letters, digits and hyphens; an `index.md` in a folder of its own has the name of the folder. Every value is text, so
`title: 1984` and `issue: 04` stay as they are written; a text with a colon and a space in it, or beginning with `@`,
`*`, `&`, `[`, `{{` or `%`, needs quotes. An ISBN or ISSN that is printed with a wrong check digit is kept with an
exclamation mark: `1938-7228!`. Languages are tags such as `da`, `en`, `nb`, `la`; [dates](#dates) are as precise as you
know them. Documents and images are in `content/files/`. A link in a text that begins with a slash (`/about/`,
`/files/map.pdf`) starts at the root of the portal.

A file in `content/files/` is private until something published opens it: an entry that names it under `files` with
open access (or an embargo that has ended) or as its `image`, a link in a text, or `site.yaml`. Where one entry keeps a
file closed and another opens it, it stays closed, and the second one gets the warning `access-clash`; a link to the
file, or a copy of it under another name, stays closed as well. An entry that is not published yet keeps its `files`
closed, too. A file that nothing names gives the warning `orphan-file`. As documents get addresses, their names must be
ones that every disk can store: at most 250 bytes, none of `< > : " | ? * \`, no dot or space at the end,
none that Windows reserves for devices, such as `aux.pdf`.
"""
    ]
    parts += [
        f"## {key}\n{kind.about}\n\n{_table_with_examples(kind.fields, EXAMPLES.get(key, {}))}"
        for key, kind in KINDS.items()
    ]
    parts.append(
        """## Fields with fields of their own
Write a list as `[one, two]` or with one item per line; write a map as `{name: CardCon, place: Oslo}` or with one key
per line.
"""
    )
    parts += [f"### {name}\n{about}\n\n{_table(fields)}" for name, (about, fields) in MAPS.items()]
    parts.append(
        f"""## Texts in several languages
Where a text is one in one language, write it as it is. These may be a map of language to text as well, such as
`publisher: {{da: Det Kongelige Bibliotek, en: The Royal Library}}`:

{_multilingual()}

A page shows the text in its own language; where there is none, that in the first language of the site; else the
first that is written. It marks the language where that is not the page's own. Citations, files for reference managers,
tables and feeds have the text in the language of the work, else in the first of the site, else the first. DataCite,
Dublin Core and JSON-LD have it in all languages, where they have a place for several. A name given so belongs to the
entry in each of its languages.
"""
    )
    parts.append(
        f"""## Words with a fixed meaning
- `type`: see [types](types.md)
- `status`: {_words(STATUSES)}
- `category`: {_words(CATEGORIES)}
- `open_access`: {_words(OPEN_ACCESS)}
- `credit` of a person: {_words(tuple(CREDIT))}
- a file's `version`: {_words(FILE_VERSIONS)}; its `access`: {_words(FILE_ACCESS)}
- `relation` (DataCite 4.7): {_words(RELATIONS)}
- `kind` of a journal: {_words(CONTAINER_KINDS)}

## Roles
What people did is said by the field that lists them, or by the `role` of each of the `contributors`. Formats have a
role where their own word means the same (MARC relator, contributorType of DataCite, CSL variable, field of biblatex);
else it is given in a note, if the format has notes.

{_roles()}
## Dates
Dates are written in the [Extended Date/Time Format](https://www.loc.gov/standards/datetime/) (EDTF, ISO 8601-2):

| written | meaning |
|---|---|
| `2024`, `2024-01`, `2024-01-15` | a year, a month, a day |
| `2024-21`, `2024-22`, `2024-23`, `2024-24` | spring, summer, autumn, winter 2024 |
| `2020/2022`, `2024-05-01/2024-05-03` | a period, from its first date to its last |
| `1676~`, `1676?`, `1676%` | about 1676; perhaps 1676; perhaps about 1676 |
| `0000`, `-0001`, `-0299` | 1 BC, 2 BC, 300 BC: there is a year zero, as in astronomy |

`issued`, `online`, `accepted`, `submitted`, `awarded` and `filed` may be periods; other periods have a field for each
end. `embargo_until`, `publish_on` and the date of a retraction can be a day, a month or a year only. A work in
press has a `status` and no date. Open ends (`2020/..`), unknown digits (`201X`) and years of five digits
are not supported. A period is listed under the year it begins in; [formats](formats.md#dates) shows what the exports
make of all this.
"""
    )
    return "\n".join(parts)


def _endings(suffixes: Iterable[str], besides: str = "") -> str:
    """The ends of names of files, with what else is to be said of them; "none"."""
    named = ", ".join(f"`{suffix}`" for suffix in suffixes)
    return f"{named}{besides}" if named else "none"


_LINKED = {
    ("all", True): "authors, container",
    ("entry", False): "authors who have an entry; its page has all",
    ("none", False): "none; its page has them",
}
"""Which links entries in lists have: those of authors, and that of the container."""
_MADE: Mapping[str, Callable[[OutputProfile], str]] = {
    "beside a publication's page, its open documents and": lambda profile: _endings(profile.works),
    "beside the page of a person, keyword, journal, organisation or project": lambda profile: _endings(
        profile.lists, f", from {profile.lists_from} works on"
    ),
    "beside the page of a type": lambda profile: _endings(profile.types, f", from {profile.lists_from} works on"),
    "feeds (`.atom`), where the kind has them": lambda profile: (
        f"from {profile.feeds_from} works on" if profile.feeds_from else "all"
    ),
    "of each year": lambda profile: _endings(profile.years),
    "of the whole portal, in one file": lambda profile: _endings(profile.whole),
    "as text to copy, on a publication's page": lambda profile: _endings(profile.shown),
    "pages of people without an entry": lambda profile: (
        f"from {profile.people_from} works on" if profile.people_from > 1 else "all"
    ),
    "works that Zotero finds in lists (COinS)": lambda profile: (
        "in all lists" if profile.all_openurls else "not in lists of one work, of years, of types and of all"
    ),
    "in heads, Dublin Core and JSON-LD that repeat what other tags say": lambda profile: (
        "yes" if profile.rich_heads else "no"
    ),
    "links of entries in lists, beside that to the publication": lambda profile: _LINKED[
        profile.linked_authors, profile.linked_containers
    ],
    "beside lists of several works, who and what is named": lambda profile: (
        f"what {profile.sides_from} of them share, and all keywords"
        if profile.sides_from > 1
        else "all, if there is room"
    ),
}
"""What is made, in words, and how much of it a profile makes."""


def _profiles() -> str:
    """The table of what `output` makes."""
    head = "".join(f" `{name}` |" for name in PROFILES)
    rows = "".join(
        f"| {what} |{''.join(f' {said(profile)} |' for profile in PROFILES.values())}\n" for what, said in _MADE.items()
    )
    return f"| what is made |{head}\n|---|{'---|' * len(PROFILES)}\n{rows}"


def site_settings() -> str:
    """Every setting of site.yaml."""
    return f"""# site.yaml
{_NOTE}
{_table_with_examples(SETTINGS, SETTING_EXAMPLES)}
`title`, `description` and `footer` take one text, or a map of language to text:

```yaml
title: {{en: Our research, da: Vores forskning}}
description: {{en: What we publish., da: "Det, vi udgiver."}}
languages: [en, da]
base_url: https://research.example.org/
navigation: [publications, people, keywords]
colors: {{accent: "#0b5563", accent_dark: "#7fd1de"}}
```

## Output
How many files a portal has, and how large they are, is decided by `output`. Pages have all that Zotero, search engines
and harvesters need in each of the three, and the whole portal can be had in portions, a file for each year.

{_profiles()}
BibTeX, RIS and CSL-JSON of a publication can be had on its page without a script, as text or as a file. A list of one
work leads to the files of that work. In `lean`, whoever has no entry and one work has no page, but a line in the index
of people that leads to that work; its anchor (`people-ada-lind`) stays the same. Links, downloads, typed links, link
sets and the lists for harvesters name only what is made. A file that ends with `.gz` is packed (gzip), and
`datapackage.json` says so (`compression`).

The default was `full` once. A portal that does not say `output`, and was built then, would lose addresses: a build says
so in one line, and with `--strict` or `--against` it publishes nothing until `site.yaml` has one of the three. It can
see that only where the old portal is: in the output folder, or at what `--against` names. If your workflow builds in a
fresh folder, write one of the three before you update Kartotek.

## House rules
`rules` is what an office asks of entries that the entry format does not. `kartotek check` tells what breaks a rule, in
its line and with what to type instead; builds publish it all the same, so that old entries can be fixed one by one.

```yaml
rules:
  required:
    all: [language]
    article-journal: [doi or handle, open_access]
    thesis: [supervisors]
  licenses: [CC-BY-4.0, CC-BY-NC-4.0, CC0-1.0]
  orcid: [department-of-cards]
  keywords: entries
  since: 2020
  severity: error
```

{_table(RULES)}
Drafts, retired entries and works from before `since` are left alone. A chapter has what the entry of its book says,
such as the publisher, and a work has a licence if one of its files has one. What `all` asks for is asked of the types
that have such a field. A keyword is known by any name in its entry. `orcid` is asked of people with an entry whose
`affiliations` name one of the organisations or a part of it, not of the dead.

An entry can be an exception: with `# kartotek: ignore rule-license` on that line, or for a missing field
`# kartotek: ignore rule-field` on the line of `type`. This holds with `severity: error`, too, which makes the check of
a pull request fail.

## Editing
`editing` takes the name of a repository on GitHub, or a map; see [editing in the browser](editing-in-the-browser.md):

```yaml
editing: {{forge: gitlab, repository: library/portal, branch: main, app_id: 0a1b2c3d}}
```

{_table(EDITING_FIELDS)}"""


def diagnostics() -> str:
    """Every code."""
    parts = [f"# Diagnostics\n{_NOTE}"]
    for title, codes in (
        ("Errors: nothing is published until they are fixed", ERRORS),
        ("Warnings: reported, but they stop the build only with `--strict`", WARNINGS),
        ("Hints: reported where they are asked for", HINTS),
    ):
        told = ((code, about, ONLY.get(code, "build`, `check")) for code, about in codes.items())
        rows = "".join(f"| `{code}` | {about} | `{by}` |\n" for code, about, by in told)
        parts.append(f"## {title}\n| code | meaning | told by |\n|---|---|---|\n{rows}")
    parts.append(
        """## To silence one
A comment `# kartotek: ignore CODE` silences the warnings and hints of that code on its line or, on a line of its own,
on the next one. About the text below the front matter it stands directly above the three hyphens that close it, and
about the entry as a whole directly below those that open it. Errors cannot be silenced.

```yaml
title: ON CARDS AND ON DRAWERS # kartotek: ignore all-capitals
```
"""
    )
    rows = "".join(f"| `{code}` | {about} |\n" for code, about in FIXABLE.items())
    parts.append(
        f"""## To have them fixed
`kartotek check --fix` shows as a diff what it can fix, and asks; `--yes` writes without asking. Where there is no
terminal it writes nothing without `--yes`, and the exit status is 1 as long as there is something to write.
`--fix tex,bad-date` fixes only these. What needs somebody who knows stays, such as `5.1.2020`, which can be two days.

| code | what is fixed |
|---|---|
{rows}
Only these places are changed: comments, quotes, line ends and the rest of a file stay as they are. A fix is tried
before it is shown: the entry must say the same then, or what was clearly meant, and nothing may be wrong that was not
wrong before. Entries with errors of YAML, and values in which a comment would be lost, are left to you. A second run
changes nothing.
"""
    )
    parts.append(
        "`tests/broken/` and `tests/mistakes/` show each code: portals with the places where it is reported, and cases "
        "with the words.\n"
    )
    return "\n".join(parts)


def types() -> str:
    """The type table."""
    head = "| type | label | group | BibTeX | RIS | CSL | Zotero | schema.org | COAR |\n" + "|---" * 9 + "|\n"
    rows = "".join(
        f"| `{row.key}` | {row.label} | {row.group} | {row.bibtex} | {row.ris} | {row.csl} | {row.zotero} "
        f"| {row.schema_org} | {row.coar} |\n"
        for row in TYPES.values()
    )
    fields = "".join(f"- `{row.key}`: {', '.join(row.rows)}\n" for row in TYPES.values())
    more = "[All fields of each type](fields.md) are on a page of their own.\n"
    return f"# Types of publications\n{_NOTE}\n{more}\n{head}{rows}\n## Rows of the details table, in order\n{fields}"


def fields() -> str:
    """The fields of each type, with what they mean and an example."""
    publications, examples = KINDS["publications"].fields, EXAMPLES["publications"]
    mine = {key: tuple(fields_of(PUBLICATIONS, key)) for key in TYPES}
    of_all = [key for key in publications if all(key in each for each in mine.values())]
    later = [key for key in publications if not any(key in each for each in mine.values())]
    contents = ", ".join(f"[{row.label}](#{row.key})" for row in TYPES.values())
    parts = [
        f"""# All fields of each type
{_NOTE}
What an entry in `content/publications/` can say, type by type. `kartotek new publication` writes such an entry with
all of its fields to fill in. What values look like is in the [entry format](entry-format.md), with the fields of
people, journals and all other kinds of entries.

{contents}

## Fields of all types
{_table_with_examples({key: publications[key] for key in of_all}, examples)}
## Fields that come later
No entry begins with these.

{_table_with_examples({key: publications[key] for key in later}, examples)}"""
    ]
    for row in TYPES.values():
        own = {key: publications[key] for key in mine[row.key] if key not in of_all}
        first = _words(first_fields(PUBLICATIONS, row.key))
        usual = ", ".join(
            " or ".join(_FIELD_WORDS.get(key, f"`{key}`") for key in each) for each in recommended(row.key)
        )
        parts.append(
            f"""## {row.key}
{row.label} ({row.group}). Begin with {first}. It usually has {usual}.

{_table_with_examples(own, examples) if own else "It has no fields but those of all types."}"""
        )
    return "\n".join(parts).rstrip() + "\n"


_FIELD_WORDS = {"host": "an entry of its book", "status": "a `status` before it is published"}
"""What `recommended` names that is no field, or no value of it."""

PAGES = {
    "fields.md": fields,
    "entry-format.md": entry_format,
    "site-settings.md": site_settings,
    "diagnostics.md": diagnostics,
    "types.md": types,
}


def files() -> Files:
    """The reference pages."""
    return {ROOT / "docs" / name: page().encode() for name, page in PAGES.items()}
