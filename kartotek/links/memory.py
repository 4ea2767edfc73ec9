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
"""Seconds after which an address that never answers is told as one that is gone."""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """The last verdict on an address, when it was made, and since when all verdicts have been `UNCLEAR`; both in
    seconds since 1970, the last 0 if it is not."""

    verdict: Verdict
    when: float
    unclear_since: float = 0.0

    def is_due(self, now: float) -> bool:
        """Whether it is time to ask again."""
        return not 0 <= now - self.when < _AGES.get(self.verdict.state, _DAY)

    def next(self, verdict: Verdict, now: float) -> "Known":
        """What is known after another verdict."""
        return Known(verdict, now, (self.unclear_since or now) if verdict.state is State.UNCLEAR else 0.0)


NOTHING = Known(Verdict(State.THERE), 0.0)
"""What is known of an address that was never asked for."""


def read(path: Path) -> dict[str, Known]:
    """All that is known, by address; what is damaged counts as nothing."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            return {}
        return {
            str(key): Known(Verdict(State(state), str(said), str(to)), float(when), float(since))
            for key, (state, said, to, when, since) in data["known"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write(path: Path, known: Mapping[str, Known], wanted: Collection[str]) -> None:
    """Keep what is known of addresses that are still wanted. Raises OSError."""
    rows = {
        key: [each.verdict.state, each.verdict.said, each.verdict.to, each.when, each.unclear_since]
        for key, each in sorted(known.items())
        if key in wanted
    }
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({"version": _VERSION, "known": rows}, ensure_ascii=False), "utf-8")
    os.replace(beside, path)  # noqa: PTH105
