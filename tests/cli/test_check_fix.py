"""`kartotek check --fix`: what can be fixed is shown, and written only if the editor says so."""

import json
import stat

import pytest

from kartotek.cli import main
from kartotek.diagnostics import SetupError
from kartotek.edit.change import apply_fixes
from kartotek.edit.fix import codes_named, find_fixes
from tests.conftest import WriteSite

FILE = "content/publications/a.md"
HEAD = "---\ntype: article-journal\ntitle: On cards\n"
TWO = {
    FILE: f"{HEAD}doi: https://doi.org/10.1234/A\nissued: 2020-1-5\n---\n",
    "content/people/ada-lind.md": "---\nname: Ada Lind\norcid: https://orcid.org/0000-0002-1825-0097\n---\n",
}


def test_without_a_terminal_it_is_shown_and_not_written(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site(TWO)
    assert main(["check", "--site", str(site), "--fix"]) == 1
    told = capsys.readouterr()
    assert "\n-issued: 2020-1-5\n+doi: 10.1234/A\n+issued: 2020-01-05\n ---\n" in told.out
    assert told.err == (
        "3 places in 2 files can be fixed: 1 bad-date, 2 spelling\n"
        "nothing was written; with --yes it is written without asking\n"
    )
    assert (site / FILE).read_text() == TWO[FILE]


def test_yes_writes_it_and_then_checks(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(TWO)
    mode = (site / FILE).stat().st_mode
    assert main(["check", "--site", str(site), "--fix", "--yes"]) == 0
    assert capsys.readouterr().err.endswith("2 files written\n1 publication checked: no problems\n")
    assert (site / FILE).read_text() == f"{HEAD}doi: 10.1234/A\nissued: 2020-01-05\n---\n"
    assert (site / FILE).stat().st_mode == mode
    assert main(["check", "--site", str(site), "--fix"]) == 0
    assert capsys.readouterr().err == "there is nothing that can be fixed safely\n1 publication checked: no problems\n"


def test_only_what_is_named_is_mended(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site(TWO)
    main(["check", "--site", str(site), "--fix", "bad-date,tex", "--yes"])
    assert (site / FILE).read_text() == TWO[FILE].replace("2020-1-5", "2020-01-05")
    assert main(["check", "--site", str(site), "--fix", "bad-dat"]) == 2
    assert capsys.readouterr().err.endswith(
        "error: 'bad-dat' is nothing that --fix can fix\nhelp: did you mean 'bad-date'?\n"
    )
    assert codes_named(" tex, ") == {"tex"}


def test_programs_are_told_what_is_mended(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({FILE: f"{HEAD}issued: 2020-1-5\nurl: null # ask\n---\n"})
    assert main(["check", "--site", str(site), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["fixable"] for each in told["diagnostics"]] == [True, True]
    assert main(["check", "--site", str(site), "--fix", "--format", "json", "--yes"]) == 0
    told = json.loads(capsys.readouterr().out)
    (file,) = told["fixes"]["files"]
    assert told["fixes"]["written"]
    assert "+issued: 2020-01-05\n" in file["diff"]
    assert ([each["code"] for each in file["done"]], [each["code"] for each in file["left"]]) == (
        ["bad-date"],
        ["empty-value"],
    )


def test_check_says_how_many_can_be_mended(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    site = write_site({FILE: f"{HEAD}issued: 2020-1-5\nlanguage: xx\n---\n"})
    main(["check", "--site", str(site)])
    assert capsys.readouterr().err.endswith("2 errors in 1 file\n1 of these may be fixed by `kartotek check --fix`\n")


def test_what_fix_could_not_mend_is_not_promised_again(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({FILE: f"{HEAD}url: null # ask\n---\n"})
    main(["check", "--site", str(site)])
    assert "1 of these may be fixed" in capsys.readouterr().err
    main(["check", "--site", str(site), "--fix"])
    told = capsys.readouterr().err
    assert f"there is nothing that can be fixed safely\n{FILE}:4:6: please correct empty-value by hand\n" in told
    assert "may be fixed" not in told
    assert "[empty-value]" in told


@pytest.mark.parametrize("option", ["--fix", "--links", "--hints", "--roundtrip", "--yes"])
def test_a_built_portal_is_checked_alone(
    option: str, write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--site", str(write_site(TWO)), "--built", "--jobs", "1", option]) == 2
    assert f"--built looks at the portal, and {option} at the entries" in capsys.readouterr().err


def test_yes_goes_with_fix(write_site: WriteSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--site", str(write_site(TWO)), "--yes"]) == 2
    assert "--yes says what to do with --fix" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "status"), [("yes", 0), ("Y", 0), ("no", 1), ("", 1)])
def test_on_a_terminal_it_asks(
    answer: str, status: int, write_site: WriteSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(TWO)
    monkeypatch.setattr("kartotek.cli.check_fix.ask", lambda *_: answer or "no")
    assert main(["check", "--site", str(site), "--fix"]) == status
    assert ((site / FILE).read_text() != TWO[FILE]) == (answer in ("yes", "Y"))


def test_what_somebody_else_has_just_written_stays(write_site: WriteSite) -> None:
    site = write_site(TWO)
    changes = [each.change for each in find_fixes(site)]
    (site / FILE).write_text(TWO[FILE].replace("On cards", "On drawers"))
    with pytest.raises(SetupError, match="is no longer what it was a moment ago; nothing was changed"):
        apply_fixes(site, changes, 1)
    assert "On drawers" in (site / FILE).read_text()
    assert (site / "content/people/ada-lind.md").read_text() == TWO["content/people/ada-lind.md"]
    assert [path.name for path in (site / "content/publications").iterdir()] == ["a.md"]


def test_a_folder_that_cannot_be_written_is_named(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(TWO)

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device", str(site / FILE))

    monkeypatch.setattr("kartotek.edit.files.os.fsync", full)
    assert main(["check", "--site", str(site), "--fix", "--yes"]) == 2
    assert "a.md: No space left on device; nothing was changed\n" in capsys.readouterr().err
    assert (site / FILE).read_text() == TWO[FILE]
    assert stat.S_ISREG((site / FILE).lstat().st_mode)


def test_an_entry_that_can_be_read_now_may_have_other_errors(
    write_site: WriteSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write_site({FILE: "---\ntype: Book\ntitle: On cards\norganisations: [nowhere]\n---\n"})
    assert main(["check", "--site", str(site), "--fix", "--yes"]) == 1
    assert "there is no content/organisations/nowhere.md" in capsys.readouterr().err
    assert (site / FILE).read_text().startswith("---\ntype: book\n")
