"""Records by the ten thousand: small in memory, quick to send to another process."""


class SparseRecord:
    """A dataclass whose instances hold only what differs from its defaults.

    The rest is found in the class itself, where a dataclass without slots keeps its defaults; so a publication
    holds the ten fields its entry gives and not the sixty there are.
    """

    def __post_init__(self) -> None:
        own, defaults = self.__dict__, type(self).__dict__
        for name in [name for name, value in own.items() if name in defaults and defaults[name] == value]:
            del own[name]
