"""What is known of addresses, kept below `.kartotek/`, so that each is asked for once in a while only."""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kartotek.links.ask import State, Verdict

_DAY = 24 * 3600
_AGES = {State.THERE: 30 * _DAY, State.MOVED: 30 * _DAY, State.REFUSED: 30 * _DAY}
"""Seconds after which an address is asked for again, if that is not a day."""
PATIENCE = 14 * _DAY
"""Seconds after which an address that never answers is reported as one that is gone."""
FAILURES = 3
"""How often it must have been asked for in that time: two failures weeks apart say nothing of what was between."""
_VERSION = 2


@dataclass(frozen=True, slots=True)
class Known:
    """The last verdict on an address, when it was made, and since when and how often all verdicts have been `UNCLEAR`;
    times are in seconds since 1970, 0 if it is not."""

    verdict: Verdict
    when: float
    unclear_since: float = 0.0
    failures: int = 0

    def is_given_up(self, now: float) -> bool:
        """Whether an address has failed for so long, and so often, that it counts as gone."""
        return self.failures >= FAILURES and now - self.unclear_since >= PATIENCE

    def is_due(self, now: float) -> bool:
        """Whether it is time to ask again."""
        return not 0 <= now - self.when < _AGES.get(self.verdict.state, _DAY)

    def next(self, verdict: Verdict, now: float) -> "Known":
        """What is known after another verdict."""
        if verdict.state is not State.UNCLEAR:
            return Known(verdict, now)
        return Known(verdict, now, self.unclear_since or now, self.failures + 1)


NOTHING = Known(Verdict(State.THERE), 0.0)
"""What is known of an address that was never asked for."""


def read(path: Path) -> dict[str, Known]:
    """All that is known, by address; what is damaged counts as nothing."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            return {}
        return {
            str(key): Known(Verdict(State(state), str(said), str(to)), float(when), float(since), int(failures))
            for key, (state, said, to, when, since, failures) in data["known"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write(path: Path, known: Mapping[str, Known], wanted: Collection[str]) -> None:
    """Keep what is known of addresses that are still wanted. Raises OSError."""
    rows = {
        key: [each.verdict.state, each.verdict.said, each.verdict.to, each.when, each.unclear_since, each.failures]
        for key, each in sorted(known.items())
        if key in wanted
    }
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"version": _VERSION, "known": rows}, ensure_ascii=False), "utf-8")
    os.replace(beside, path)  # noqa: PTH105
