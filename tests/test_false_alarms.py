"""What `check` once said wrongly of entries that are good, or hardly any, and what it should say of them."""

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite
from tests.test_mistakes import GOOD, edited, good_entry

NO_TYPE = "there is a type for"
REPRINT = "this is a reprint"
TRANSLATION = "this is a translation"
PAGES = "-pages: 1-20\n+pages: "
KEYWORDS = "-keywords: [Cards, Drawers]\n+keywords: "
AUTHORS = "-authors: [Ada Lind, Bo Berg]\n+authors:"
NO_BULLET = "items of a list begin with a hyphen and a space, not with"

TOLD = {
    "single pages": (f"{PAGES}5 and 7", "write 5, 7"),
    "single pages in Danish": (f"{PAGES}12 og 15", "write 12, 15"),
    "single pages in one word": (f"{PAGES}12et15", "write 12, 15"),
    "a range in words": (f"{PAGES}12 til 15", "write 12-15"),
    "keywords in one item": (f"{KEYWORDS}[R&D; a history, Cards]", "make 'R&D' and 'a history' items of their own"),
    "keywords with their label in one text": (f'{KEYWORDS}"Keywords: Cards, Drawers"', "write [Cards, Drawers]"),
    "one keyword with its label in one text": (f'{KEYWORDS}"Emneord: Cards"', "write 'Cards'"),
    "a volume with its year": ("-volume: 3\n+volume: 12 (1999)", "write 12, and `issued: 1999`"),
    "names as APA has them": (f'{AUTHORS} ["Čapek, K., Berg, B. & Hansen, C."]', "'Berg, B.', 'Hansen, C.'"),
    "a group that is names": (f'{AUTHORS} [{{literal: "Šimić, A., Berg, Bo"}}]', "'Šimić, A.', 'Berg, Bo'"),
    "keywords in one text": (f"{KEYWORDS}Cards;Drawers", "write [Cards, Drawers]"),
    "an ORCID iD in brackets": (
        f'{AUTHORS} ["Ada Lind (0000-0002-1825-0097)"]', "write {name: 'Ada Lind', orcid: 0000-0002-1825-0097}",
    ),
    "an ORCID iD behind a name": (
        f'{AUTHORS} ["Lind, Ada, https://orcid.org/0000-0002-1825-0097"]',
        "write {name: 'Lind, Ada', orcid: 0000-0002-1825-0097}",
    ),
    "an ORCID iD in a field of the name": (
        f'{AUTHORS} [{{name: "Ada Lind, ORCID: 0000-0002-1825-0097"}}]', "write 'Ada Lind', and `orcid: 0000-0002-",
    ),
    "a miscopied ORCID iD behind a name": (
        f"{AUTHORS} [Ada Lind 0000-0002-1825-0098]", "write {name: 'Ada Lind', orcid: 0000-0002-1825-0098}",
    ),
    "an ORCID iD that is no name": (f"{AUTHORS} [0000-0002-1825-0097]", "is an ORCID iD in the place of a name"),
    "a title of a person": (f"{AUTHORS} [{{given: Ada, family: Lind, title: Dr.}}]", "names are given without titles"),
    "the year of an original": ("+original: 1909", "write {issued: 1909}"),
    "the title of an original": ("+original: Kort", "write {title: Kort}"),
    "indented bullets": (f"{AUTHORS}\n+  • Ada Lind\n+  • Bo Berg", f"{NO_BULLET} '•'"),
    "indented dashes": (f"{AUTHORS}\n+  – Ada Lind\n+  – Bo Berg", f"{NO_BULLET} '–'"),
    "indented dashes without a space": (f"{AUTHORS}\n+  –Ada Lind\n+  –Bo Berg", f"{NO_BULLET} '–'"),
    "indented hyphens": (f"{AUTHORS}\n+  -Ada Lind\n+  -Bo Berg", f"{NO_BULLET} '-'"),
    "indented bullets of keywords": (f"{KEYWORDS}\n+  • Cards\n+  • Drawers", f"{NO_BULLET} '•'"),
    "a status in other words": ("+status: forthcoming", "write 'in-press'"),
    "a status in the place of a date": (
        "-issued: 2020-05\n+issued: sous presse 2024", "write `status: in-press`, and no date until there is one",
    ),
    "an older year": ("+note: First published 1959 by John Wiley", "write `original: {issued: 1959"),
    "a reprint": ("+edition: Reprint of 1931", "write `original: {issued: 1931"),
    "a blog post": ("-type: article-journal\n+type: other\n+medium: Blog post", "write `type: post-weblog`"),
    "a review without a DOI": (
        "-type: article-journal\n-doi: 10.1234/cards\n+type: book-review", "have doi and reviewed",
    ),
}  # fmt: skip
"""What is put into the good entry, and words that are told of it."""

NOT_TOLD = {
    "pages with more": (f"{PAGES}p12-p15-20", "write"),
    **{
        text: (f"+note: {text}", REPRINT)
        for text in (
            "First published online 12 March 2004", "First published as a preprint 2004",
            "Originally published with maps 2004",
            "First published in this form 2004", "First published in Great Britain by Routledge, 2004",
            "First appeared online in May 2004", "First published 2020", "First published",
        )
    },
    "a date with a colon": ('+note: "First published: 12 May 2004"', REPRINT),
    "a printing with corrections": ("+edition: Reprinted with corrections", REPRINT),
    "the first edition": ("+edition: 1st edition, first published 2020", REPRINT),
    "a later printing": ("+edition: Reprinted 2022", REPRINT),
    "an entity": (f"{KEYWORDS}[AT&amp;T, AT&amp; T]", "several keywords"),
    "an entity in a text": (f"{KEYWORDS}AT&amp;T", "several keywords"),
    "a compound": (f"{KEYWORDS}[α;β-diketones]", "several keywords"),
    "a compound in a text": (f"{KEYWORDS}α;β-diketones", "several keywords"),
    **{
        f"{type_} on {medium}": (f"-type: article-journal\n+type: {type_}\n+medium: {medium}", NO_TYPE)
        for type_, media in (
            ("artefact", ("Poster", "Video, 12 min., colour", "Performance, 2 hours", "Map")),
            ("other", ("Letter", "Paper", "News", "Guide", "Manuscript", "Data", "5", "3")),
        )
        for medium in media
    },
    "years of a group": (f"{AUTHORS} [2000-2001-2002-2003 Group]", "ORCID"),
    "years of a group, shortened": (f"{AUTHORS} [2000-2001-2002-2003 Group]", "write"),
    "a title of a person, not named": (f"{AUTHORS} [{{given: Ada, family: Lind, title: Dr.}}]", "name: Dr."),
    **{
        f"a translator of a {type_}": (f"-type: article-journal\n+type: {type_}\n+translators: [Cy Coe]", TRANSLATION)
        for type_ in ("performance", "chapter", "anthology")
    },
    "a keyword after a hyphen": (f"{KEYWORDS}-omics", NO_BULLET),
    "a keyword of social media": (f'{KEYWORDS}["#MeToo"]', "is no part of the keyword"),
    "a subject heading": (f"{KEYWORDS}Danmark – historie", "several keywords"),
    "a group of places": (f'{AUTHORS} [{{literal: "Lund, Sweden, Aarhus, Denmark"}}]', "several names"),
    "several statuses": ("+status: forthcoming", "published"),
}  # fmt: skip
"""What is put into the good entry, and words that are not told of it."""


def told(diff: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> str:
    main(["check", "--site", str(write_site({GOOD: edited(good_entry(), diff)})), "--jobs", "1", "--hints"])
    return capsys.readouterr().err


@pytest.mark.parametrize(("diff", "words"), TOLD.values(), ids=TOLD)
def test_is_told(diff: str, words: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert words in told(diff, write_site, capsys)


@pytest.mark.parametrize(("diff", "words"), NOT_TOLD.values(), ids=NOT_TOLD)
def test_is_not_told(diff: str, words: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert words not in told(diff, write_site, capsys)


@pytest.mark.parametrize("relation", ["Cites", "References"])
def test_a_work_that_cites_another_is_no_notice_of_it(
    relation: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    diff = f"-title: On cards\n+title: Correction to the ideal gas law\n+related: [{{id: gas, relation: {relation}}}]"
    gas = good_entry().replace("On cards", "Gas").replace("10.1234/cards", "10.1234/gas")
    write_site({GOOD: edited(good_entry(), diff), "content/publications/gas.md": gas})
    main(["check", "--site", str(write_site({})), "--jobs", "1", "--hints"])
    assert "does not say that there is" not in capsys.readouterr().err
