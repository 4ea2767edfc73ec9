"""What a sync says for the text of a pull request."""

import re

import pytest

from tests.fetch.server import playing
from tests.sync import played
from tests.sync.played import ROR
from tests.sync.running import Start, sync


def test_the_text_of_a_pull_request(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    now = [played.openalex_work(number, language="en") for number in (1, 2, 3)]
    now[1]["title"] = "On `@you` | <b>#1"
    with playing(played.openalex(lambda _: now)) as server:
        site = start(f"{{from: openalex, address: {server.url}, ror: {ROR}}}", "{from: folder, folder: nowhere}")
        sync(site, "--format", "markdown", status=1)
        said = capsys.readouterr().out
        assert "| `openalex` (OpenAlex) | 3 | 3 | 0 | 0 | 0 | 0 | 0 |\n" in said
        assert "| `folder` (a folder of files) | not fetched | | | | | | |\n" in said
        assert "### Could not be fetched or imported\n\n- `folder`: `nowhere: is no folder` (`check its name" in said
        assert "- `lind-2020-bbbbb` `On bbbbb`\n" in said
        assert re.search("- `lind-2020-[a-z0-9-]+` `On [^`|\n]*@you[^`|\n]*#1`\n", said)
        one = next((site / "content").rglob("lind-2020-bbbbb.md"))
        one.write_text(one.read_text("utf-8").replace("language: en", "language: da"), "utf-8")
        for work in now:
            work["language"] = "de"
        now[2] = played.openalex_work(9, doi="https://doi.org/10.1000/3")
        sync(site, "openalex", "--format", "markdown")
        said = capsys.readouterr().out
    assert (
        "### Kept, although the source says something else now\n\n- `lind-2020-bbbbb` `On bbbbb`: `language`\n" in said
    )
    assert "### Updated\n\n" in said
    assert "### Doubtful: please decide\n\n- `W9` `On jjjjj`: `" in said
    assert "### Not at the source any more; the entry stays\n\n- `lind-2020-ddddd` (`openalex`)\n" in said
