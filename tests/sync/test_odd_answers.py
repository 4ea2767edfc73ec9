"""Answers in which anything is anything else: a source gives records or a sentence, and never a traceback."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kartotek.config.sources import SourceSetting
from kartotek.fetch.client import Client, Limits
from kartotek.sync.gather import gather
from tests.fetch.server import Answers, Asked, Clock, Reply, playing
from tests.sync import played
from tests.sync.played import ADA
from tests.sync.running import works

ODD: tuple[Any, ...] = (None, True, 0, -1, 1.5, 10**30, "", "x", "http://[", "\ud800", [], [[]], [None], {}, {"": {}})
SERVICES: dict[str, tuple[SourceSetting, dict[str, Answers]]] = {
    "openalex": (SourceSetting("openalex", "a", orcid=(ADA,)), played.openalex(works(*range(101)))),
    "openalex-key": (SourceSetting("openalex", "keyed", orcid=(ADA,)), played.openalex(works(*range(101)), "k")),
    "crossref": (
        SourceSetting("crossref", "a", orcid=(ADA,)),
        played.crossref([played.crossref_work(n) for n in range(201)]),
    ),
    "datacite": (
        SourceSetting("datacite", "a", orcid=(ADA,)),
        played.datacite([played.datacite_work(n) for n in range(201)]),
    ),
    "orcid": (SourceSetting("orcid", "a", orcid=(ADA,)), played.orcid({ADA: {n: n for n in range(1, 102)}})),
    "zotero": (SourceSetting("zotero", "a", group="1"), played.zotero([played.zotero_item(n) for n in range(101)])),
    "pure": (SourceSetting("pure", "keyed"), played.pure([played.pure_output(n) for n in range(40)], "k")),
}


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values of a JSON text, but only of the first and the last item of each list."""
    yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _places(each, (*path, key))
    if isinstance(value, list):
        for i in sorted({0, len(value) - 1} & set(range(len(value)))):
            yield from _places(value[i], (*path, i))


def _odd(reply: Reply, chance: random.Random) -> Reply:
    """An answer with something else in the place of one of its values."""
    data = json.loads(reply.body)
    path = chance.choice(list(_places(data)))
    odd = chance.choice(ODD)
    if not path:
        return Reply(json.dumps(odd), headers=reply.headers)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = odd
    return Reply(json.dumps(data), headers=reply.headers)


@pytest.mark.parametrize("attempts", [12, pytest.param(200, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", SERVICES)
def test_nothing_that_a_service_says_is_too_odd(
    name: str, attempts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARTOTEK_SOURCE_KEYED_KEY", "k")
    source, answers = SERVICES[name]
    chance = random.Random(f"{name} {attempts}")
    turn, at = [0], [0]

    def spoilt(answer: Answers) -> Answers:
        def reply(asked: Asked) -> Reply:
            assert not isinstance(answer, list | tuple)
            good = answer if isinstance(answer, Reply) else answer(asked)  # type: ignore[operator]  # it is a function
            turn[0] += 1
            return _odd(good, chance) if turn[0] == at[0] else good

        return reply

    with playing({path.replace("/ws/api", ""): spoilt(answer) for path, answer in answers.items()}) as server:
        setting = SourceSetting(source.kind, source.name, address=server.url, orcid=source.orcid, group=source.group)
        with Client(limits=Limits(interval=0), time=Clock().time) as client:
            for attempt in range(attempts):
                turn[0], at[0] = 0, 1 + attempt % 2
                found = gather(setting, (), client, tmp_path)
                assert found.lists or found.problems
                assert len(found.read.records) == found.read.count or found.problems or found.read.notes
