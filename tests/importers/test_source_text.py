"""Bytes of files as text."""

import pytest

from kartotek.cli import main
from kartotek.importers.formats import FORMATS, read_file
from kartotek.importers.source_text import decode
from tests.conftest import WriteSite


def test_control_characters_are_left_out() -> None:
    assert decode(b"a\x0cb\x02c\td\r\ne\x7f", "refs.bib") == ("abc\td\ne", ())


def test_an_abstract_copied_out_of_a_pdf_is_imported(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(
        {"site.yaml": "title: Test\n", "refs.bib": "@book{a, title={A}, year=2020, abstract={One\x02 two}}"}
    )
    assert main(["import", "--site", str(site), "--jobs", "1", str(site / "refs.bib")]) == 0
    assert "1 record: 1 imported" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"csl-yaml", "csv", "xlsx"}))
def test_a_file_without_records_has_none(name: str) -> None:
    text = b"{}" if "json" in FORMATS[name].suffixes[0] else b"<a><b/></a>"
    assert len(read_file(FORMATS[name], "refs", text).found) < 2


def test_yaml_that_breaks_off_without_a_list() -> None:
    made = read_file(FORMATS["csl-yaml"], "refs.yaml", b"a: [b\n")
    assert (len(made.found), made.count) == (1, 1)


def test_a_file_of_another_format_is_said_to_have_no_records(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({"site.yaml": "title: Test\n", "refs.xml": "<a><b/></a>"})
    assert main(["import", "--site", str(site), "--jobs", "1", "--from", "endnote", str(site / "refs.xml")]) == 0
    said = capsys.readouterr().err
    assert "refs.xml has no records of EndNote XML; if it is in another format, say --from FORMAT" in said
