"""Records by the ten thousand: small in memory, quick to send to another process."""

from typing import Any


class Slim:
    """A dataclass of which only what differs from its defaults is pickled.

    What was left out is found in the class itself, where a dataclass without slots keeps its defaults; so a copy
    of a publication holds the ten fields its entry gives and not the sixty there are.
    """

    def __getstate__(self) -> dict[str, Any]:
        defaults = type(self).__dict__
        return {name: value for name, value in self.__dict__.items() if name not in defaults or defaults[name] != value}
