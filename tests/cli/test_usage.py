"""Slips on the command line: told in plain words, with what was probably meant, and status 2."""

import pytest

from kartotek.cli import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "kartotek: error: there is no command 'biuld': write one of init, "),
        (
            ["check", "--hint", "--format", "jsno"],
            "kartotek check: error: --format cannot be 'jsno': write one of text, ",
        ),
        (["check", "--strickt"], "kartotek check: error: there is no option --strickt"),
        (["--cleen"], "kartotek build: error: there is no option --cleen"),
    ],
)
def test_slips_of_the_command_line_are_told_with_what_was_meant(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    meant = {"biuld": "build", "jsno": "json", "--strickt": "--strict", "--cleen": "--clean"}
    assert told.endswith(f"; did you mean {meant[arguments[-1]]!r}?\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import"], "kartotek import: error: FILE is missing"),
        (["retire"], "kartotek retire: error: NAME, --reason are missing"),
        (["build", "--out"], "kartotek build: error: a value is missing after --out"),
        (["export"], "kartotek export: error: write --csv or --xlsx"),
        (["rename", "a", "b", "c"], "kartotek rename: error: c is more than is asked for"),
        (["build", "--", "c"], "kartotek build: error: c is more than is asked for"),
        (["check", "--hints=3"], "kartotek check: error: --hints takes no value: write --hints alone"),
        (
            ["export", "--xlsx", "a", "--csv", "b"],
            "kartotek export: error: --csv and --xlsx cannot be together: write one of the two",
        ),
        (["check", "--jobs", "x"], "kartotek check: error: --jobs: 'x' is not a number of processes: write 1 or more"),
    ],
)
def test_what_is_missing_or_too_much_is_told_in_plain_words(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert capsys.readouterr().err.endswith(f"{said}\n")


def test_what_is_like_nothing_is_told_without_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--qqqqq"])
    assert capsys.readouterr().err.endswith("kartotek check: error: there is no option --qqqqq\n")
