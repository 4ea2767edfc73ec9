"""One journal under two names: told where two have one ISSN, and where two spellings share a page."""

import pytest

from kartotek.cli import main
from tests.conftest import WriteSite

ARTICLE = "---\ntype: article-journal\ntitle: {0}\nauthors: [Ada Lind]\nissued: 200{1}\njournal: {2}\n{3}---\n"


def said(write_site: WriteSite, capsys: pytest.CaptureFixture[str], *works: tuple[str, str], **more: str) -> str:
    """What `check` says of articles in these journals, given as name and further lines."""
    files = {
        f"content/publications/{'abcdef'[i]}.md": ARTICLE.format("ABCDEF"[i], i, name, lines)
        for i, (name, lines) in enumerate(works)
    }
    site = write_site({**files, **{f"content/journals/{name}.md": text for name, text in more.items()}})
    main(["check", "--site", str(site), "--jobs", "1"])
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other", "issn"),
    [
        ("Nuclear Physics B", "Nucl. Phys. B", "0550-3213"),
        ("Card Letters", "Letters on Cards", "1234-5679"),
        ("Journal of Indexes", "J. Idx", "2049-3630"),
    ],
)
def test_two_names_with_one_issn(
    one: str, other: str, issn: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    number = f"issn: {issn}\n"
    told = said(write_site, capsys, (one, number), (one, ""), (other, number))
    assert told.count("[same-identifier]") == 1
    assert f"content/publications/c.md\n     6:10  warning  {other!r} has the ISSN of {one!r}, {issn}" in told
    assert f"write {one!r}, or run `kartotek merge journals/" in told


def test_an_issn_of_an_entry(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    entry = "---\ntitle: Card Letters\nissn: 1234-5679\n---\n"
    works = (("Letters on Cards", "issn: 1234-5679\n"), ("Letters on Cards", ""), ("Card Letters", ""))
    told = said(write_site, capsys, *works, **{"card-letters": entry})
    assert "'Letters on Cards' has the ISSN of 'Card Letters'" in told
    assert "merge journals/letters-on-cards journals/card-letters" in told


@pytest.mark.parametrize(
    ("one", "other"),
    [("PLoS ONE", "PLOS ONE"), ("Computers & Graphics", "Computers and Graphics"), ("Revue d'été", "Revue d’Ete")],
)
def test_two_spellings_on_one_page(
    one: str, other: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(write_site, capsys, (one, ""), (other, ""), (other, ""))
    assert told.count("[near-name]") == 1
    assert "is shown as" in told
    for title in (one, other):
        (slug,) = {line.split("content/journals/")[1][:-3] for line in told.split() if "content/journals/" in line}
        settled = said(write_site, capsys, (one, ""), (other, ""), **{slug: f'---\ntitle: "{title}"\n---\n'})
        assert "near-name" not in settled


def test_others_are_left_alone(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    works = (
        ("Nature", "issn: 0028-0836\n"),
        ("Nature", "issn: [0028-0836, 1476-4687]\n"),
        ("Cell", "issn: 0092-8674\n"),
    )
    assert "warning" not in said(write_site, capsys, *works)


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("Nuclear Physics B", "Nucl. Phys. B"),
        ("Journal of Information Science", "J. Inform. Sci."),
        ("Annales d'histoire", "Ann. d'hist."),
    ],
)
def test_an_abbreviated_title(
    whole: str, short: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(write_site, capsys, (whole, ""), (short, ""))
    assert told.count("[near-name]") == 1
    place = "content/publications/b.md\n     6:10  warning  "
    assert f"{place}{short!r} is probably {whole!r}, abbreviated, and has a page of its own" in told


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        (("Nuclear Physics B", "Nucl. Phys. A"), ("", "")),
        (("Journal of Cardiology Research", "J. Card. Res."), ("issn: 1234-5679\n", "issn: 0378-5955\n")),
        (("Biology", "Biol."), ("", "")),
        (("Cell Research", "Cell Resorts"), ("", "")),
    ],
)
def test_what_is_no_abbreviation_of_it(
    names: tuple[str, str], numbers: tuple[str, str], write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "abbreviated" not in said(write_site, capsys, *zip(names, numbers, strict=True))


def test_an_abbreviation_of_two_journals_is_told_of_neither(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    works = (("Journal of Cardiology Research", ""), ("Journal of Card Research", ""), ("J. Card. Res.", ""))
    assert "abbreviated" not in said(write_site, capsys, *works)
