"""Every code a diagnostic can have, with its sentence in `docs/diagnostics.md`.

Codes are a promise: scripts of editors look for them. Each is shown by a portal in `tests/broken/`.
"""

from kartotek.diagnostics import Severity

ERRORS = {
    # the file as such
    "unreadable-file": "The file cannot be opened or read.",
    "not-utf8": "The file is not text in UTF-8, or contains control characters.",
    "too-large": "The entry is larger than any entry should be.",
    "no-front-matter": "The entry does not begin with front matter between two lines of three hyphens.",
    "conflict-marker": "Git left both versions of a change in the file; one has to be chosen.",
    "yaml-syntax": "The front matter is not YAML.",
    "yaml-alias": "The front matter uses YAML anchors, aliases or tags.",
    "yaml-depth": "Lists and maps are nested too deeply.",
    "duplicate-key": "A key is given twice in one map.",
    "bad-name": "The file name cannot be used as a web address.",
    "duplicate-name": "Two entries of one kind have the same name.",
    "link-outside": "A symbolic link leads out of the folder that it is in; it is not followed.",
    "unknown-collection": "It is not one of the folders that Kartotek reads.",
    # a value
    "unknown-key": "The key is not part of the entry format.",
    "missing-key": "A key that every entry of this kind needs is missing.",
    "wrong-kind": "A list, a map, a text or a kind of date is given where another is expected.",
    "unknown-value": "The value is not one of the allowed ones.",
    "bad-date": "The date is not written as the entry format asks: 2024, 2024-01-15, 2024-21 (spring) or 2020/2022.",
    "bad-number": "The value is not a whole number in its range.",
    "bad-language": "The language is not a known BCP 47 tag.",
    "bad-country": "The country is not an ISO 3166 code of two letters.",
    "bad-identifier": "An ORCID iD, ROR id, arXiv, PubMed or Handle identifier is malformed or miscopied.",
    "bad-isbn": "The ISBN is malformed or its check digit does not match.",
    "bad-issn": "The ISSN is malformed or its check digit does not match.",
    "bad-url": "The address cannot be linked: it is not http, https or mailto, or, as an alias, not within the portal.",
    "bad-path": "The path leads out of its folder, or there is no such file.",
    "active-file": "A file that would be published can run something in a browser or on a web server.",
    "bad-name-form": "A person's name is given in a form that cannot be read.",
    # several values together
    "contradiction": "Two fields contradict each other or the type.",
    "date-order": "A period ends before it begins.",
    "unknown-id": "There is no entry with this id.",
    "circular-parent": "Following `parent` or `broader` leads back to where it began.",
    "deep-parent": "Following `parent` or `broader` leads up through too many levels.",
    "address-clash": "Two different things would get the same address.",
    "name-clash": "Two entries claim the same name, label, synonym or ORCID iD.",
    "duplicate-cite-key": "Two publications have the same citation key, given or by permalink.",
    "roundtrip": "An export, read back, does not say what the entry says.",
    "empty-content": "There is no publication to show; a portal that is published already would be emptied.",
    "redirect": "A line of `redirects.csv` cannot be used.",
    # a portal that was built
    "broken-link": "A page or file of the built portal links to something that is not there.",
    "broken-anchor": "A link leads to a part of a page that the page does not have.",
    "one-sided-alternate": "A page names another as itself in another language, which does not name it in turn.",
    # settings and theme
    "site-setting": "A setting in `site.yaml` has a value that cannot be used.",
    "template": "A template of the theme cannot be read or fails.",
}

WARNINGS = {
    "empty-value": "The key is there but has no value.",
    "bad-doi": "The DOI is malformed; it is shown as text and not linked.",
    "pasted-identifier": "An identifier is read without what stood around it where it was copied, such as a full stop "
    "or `?utm_source=`; or out of an address of its publisher.",
    "printed-digit": "An ISBN or ISSN ends in an exclamation mark: kept as printed, though its check digit "
    "does not match.",
    "unused-field": "The field is not shown for entries of this type.",
    "access-clash": "One entry or text opens a file that another entry keeps closed; it stays closed.",
    "ignored-file": "The file is not one that Kartotek reads.",
    "orphan-file": "Nothing names a file below `content/files/`, so it is not published.",
    "selected-work": "A work among the `selected` ones is not shown with them: it is a draft or retired, it is listed "
    "twice, or it is not a work of this person, organisation or project.",
    "namesakes": "Several people share one name; say with `id` which one is meant.",
    "person-twice": "A person is listed twice among the names; give two people of one name different values of `id`.",
    "near-id": "There is no entry with this person's id, but a very similar one.",
    "low-contrast": "An accent colour is hard to read on the background of the theme.",
    "html": "A text contains HTML; texts are Markdown, and tags are shown as typed.",
    "label-in-value": "A number or a journal has something with it that citations add, or that has a field of its own: "
    "Vol., pp., an issue in brackets.",
    "number-in-words": "A number is written in words, which citations do not count with.",
    "own-field": "An identifier is listed with the others, though it has a field of its own, by which pages and "
    "exports know what it is.",
    "several-keywords": "A keyword looks like several; write them as a list, one keyword per item.",
    "several-names": "A name looks like several names; write them as a list, one name per item.",
    "unportable-name": "A name has a page that cannot be stored on Windows.",
    "special-file": "The file is a pipe, a socket or a device; it is not opened.",
    "host-limit": "The portal is larger than the web host takes that `host` in `site.yaml` names.",
    # what is probably a mistake of typing, copying or importing
    "bad-character": "A text has an invisible character, a ligature, or the sign for a letter that was lost.",
    "garbled-text": "Letters were read in the wrong encoding: Ã¸ for ø.",
    "cut-by-comment": "A text without quotes ends at a # that was probably meant as part of it.",
    "tex": "A text has commands of TeX that would be shown as typed; outside formulas texts are Markdown.",
    "name-extra": "A person's name has a title, a degree, a number or a sign in it.",
    "group-name": "What is read as a person's name looks like the name of a group or an institution.",
    "initials-behind": "A name has initials behind the family name, or the letters of a company: Lind AB.",
    "keyword-twice": "A keyword is listed twice.",
    "date-doubt": "Dates that can hardly all be true, such as an acceptance after the publication.",
    "open-pages": "Pages are given without the last one, as in 12ff.",
    "page-order": "A range of pages ends before it begins.",
    "all-capitals": "A title, a journal or a name is in capital letters throughout.",
    "license-name": "A licence is not written as its SPDX id, by which pages link it and programs know it.",
    # between entries
    "hidden-name": "A name that is to be shown nowhere still is, in a text or an address.",
    "circular-relation": "Two works are each said to be later than the other, or part of it.",
    "same-identifier": "Two entries have the same DOI, ISBN, ISSN, ROR id or another identifier.",
    "probable-duplicate": "Two entries are probably the same work: title, year, first author and type are the same.",
    "near-name": "Two names of journals, keywords, publishers or organisations are nearly the same.",
    "name-variant": "Two names are probably one person: A. Lind and Ada Lind with a co-author in common, or Lind Ada.",
    "other-issn": "A work has an ISSN that the entry of its journal does not have.",
    "dead-link": "A link or an image in a text leads to nothing in this portal.",
    "unpublished-link": "A link in a text leads to a draft, an entry that waits for its day, or a closed document.",
    "gone-link": "An address elsewhere leads to nothing (404, 410), or has not worked for two weeks; or a DOI or a "
    "Handle is not registered.",
    "rule-field": "A field is missing that `rules` in `site.yaml` asks for.",
    "rule-license": "The licence is not one of those that `rules` in `site.yaml` allows.",
    "rule-orcid": "A person has no ORCID iD, for which `rules` in `site.yaml` asks.",
    "rule-keyword": "The keyword is not one of those that `rules` in `site.yaml` allows.",
}

HINTS = {
    "orphan-entry": "Nothing names a person, journal, keyword, organisation or project that has an entry.",
    "recommended-field": "Works of this type usually have these fields, too.",
    "said-in-words": "A note, an edition, a medium or a title says what there is a field or a type for.",
    "moved-link": "An address elsewhere has moved to another for good.",
    "unchecked-link": "An address elsewhere could not be checked.",
    "spelling": "An identifier, a language or a country is kept in another spelling.",
    "field-order": "The fields are in another order than in the reference.",
}

ONLY = {
    **dict.fromkeys(
        (
            "hidden-name", "circular-relation", "same-identifier", "probable-duplicate", "near-name", "name-variant",
            "other-issn", "dead-link", "unpublished-link", "rule-field", "rule-license", "rule-orcid", "rule-keyword",
        ),
        "check",
    ),
    **dict.fromkeys(("orphan-entry", "recommended-field", "said-in-words"), "check --hints"),
    **dict.fromkeys(("gone-link", "moved-link", "unchecked-link"), "check --links"),
    **dict.fromkeys(("broken-link", "broken-anchor", "one-sided-alternate"), "check --built"),
    "roundtrip": "check --roundtrip",
    "spelling": "check --fix",
    "field-order": "check --fix field-order",
}  # fmt: skip
"""The command that alone tells a code; all others are told by builds, too."""

FIXABLE = {
    "unknown-key": "Fields under their name in other programs and languages, if the value fits: `titel`.",
    "unused-field": "Fields that are called otherwise for this type: `number` of an article is its `issue`.",
    "bad-date": "Dates that can mean one day only: 2020-1-5, 25.1.2020, May 2020, c. 1676.",
    "bad-language": "Names of languages, codes of three letters, and locales: Danish, eng, en_GB.",
    "bad-country": "Names of countries.",
    "bad-isbn": "Several in one text become a list.",
    "bad-issn": "Several in one text become a list.",
    "pasted-identifier": "What stood around it goes; DOIs in addresses of publishers, where nothing else can be meant.",
    "printed-digit": "The exclamation mark goes where the check digit is right.",
    "unknown-value": "Words that differ in capitals, hyphens and spaces only: In Press.",
    "empty-value": "`null`, `N/A` and the like go with their field; `TODO` and fields to be filled in stay.",
    "label-in-value": "The label goes: `Vol. 3` becomes `3`.",
    "number-in-words": "One word for a small number becomes digits.",
    "bad-character": "Invisible characters go, and ligatures become letters.",
    "garbled-text": "The letters that were meant.",
    "tex": "Accents, special letters, braces and emphasis become letters and Markdown; other commands stay.",
    "spelling": "Identifiers, languages and countries as they are kept: `10.1234/cards` for an address at doi.org.",
    "field-order": "The order of the reference; only with `--fix field-order`, since it may touch most entries.",
}
"""What `kartotek check --fix` mends, with what it writes; of some only what is certain."""

SEVERITIES = {
    code: severity
    for codes, severity in ((ERRORS, Severity.ERROR), (WARNINGS, Severity.WARNING), (HINTS, Severity.HINT))
    for code in codes
}
