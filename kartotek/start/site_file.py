"""`site.yaml` of a new portal: what an editor first needs, and every other setting as a comment."""

import json
import re
from collections.abc import Mapping

from kartotek.config.settings import SETTINGS
from kartotek.start.words import translator

FIRST = ("title", "description", "languages", "base_url", "host")
"""What an editor first needs, in this order."""
EXAMPLES: Mapping[str, str] = {
    "title": "Our research",
    "description": "What we publish.",
    "footer": "The department of examples. [Contact](https://example.org/contact/).",
    "base_url": "https://research.example.org/",
    "languages": "[en, da]",
    "navigation": "[publications, people, keywords]",
    "logo": "logo.svg",
    "contact": "editors@example.org",
    "oai_gateway": "https://oai.example.org/",
    "files": "named",
    "colors": '{accent: "#0b5563", accent_dark: "#7fd1de"}',
    "output": "standard",
    "people": "listed",
    "search": "false",
    "fingerprint": "false",
    "share_images": "true",
    "thumbnails": "true",
    "active_files": "[svg]",
    "security_policy": "false",
    "integrity": "true",
    "host": "github",
    "precompressed": "[gzip]",
    "citation_styles": "[apa, vancouver]",
    "bibtex": "biblatex",
    "sources": "[{from: openalex, ror: 01aj84f44, since: 2020}, {from: orcid, people: true}]",
    "rules": "{required: {all: [language], article-journal: [doi or handle]}, licenses: [CC-BY-4.0, CC0-1.0]}",
    "editing": "my-name/my-portal",
}
"""A value of each setting, as it is written in YAML."""


def site_file(language: str, values: Mapping[str, str]) -> str:
    """The text of `site.yaml` with comments in a language. `values` are texts for some of `FIRST`; the first settings
    without one are comments, too."""
    _ = translator(language)
    head = _(
        "The settings of this portal. A line that begins with # is a comment. To use a setting, remove the # before it."
    )
    rest = _("More settings, each with an example. Without them the portal does what is said here as the default.")
    first = "".join(_setting(key, language, values.get(key, "")) for key in FIRST)
    more = "".join(_setting(key, language, "") for key in SETTINGS if key not in FIRST)
    return f"# {head}\n\n{first}\n# {rest}\n\n{more}"


def _setting(key: str, language: str, value: str) -> str:
    line = f"{key}: {value}" if value else f"# {key}: {EXAMPLES[key]}"
    return f"# {plain_sentence(translator(language)(SETTINGS[key].about))}\n{line}\n"


def plain_sentence(about: str) -> str:
    """The first sentence about a field, without Markdown."""
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", about).replace("`", "")
    ends = re.finditer(r"(?<=[^.]\.) (?=[^\W\d_])", text)
    return text[: next((end.start() for end in ends if not text[end.end()].islower()), len(text))]


_PLAIN = r"[^\W\d_](?:[\w ./()-]*[\w.)])?|[0-9]{4}(?:-[0-9]{2}){0,2}"
"""A text that is the same with and without quotes, also in a list."""


def scalar(text: str) -> str:
    """A text as a scalar of YAML: in quotes, if it could be anything else without them."""
    return text if re.fullmatch(_PLAIN, text) else json.dumps(text, ensure_ascii=False)
