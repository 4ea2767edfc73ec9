"""A base class for records of which there are tens of thousands: small in memory, quick to send to another process."""


class SparseRecord:
    """A dataclass whose instances hold only what differs from its defaults.

    All other values are found in the class itself, where a dataclass without slots keeps its defaults. So a publication
    holds the ten or so fields that its entry gives and not the sixty there are; `vars(record)` has only these.
    Subclasses are dataclasses with `frozen=True` and without `slots=True`.
    """

    def __post_init__(self) -> None:
        own, defaults = self.__dict__, type(self).__dict__
        for name in [name for name, value in own.items() if name in defaults and defaults[name] == value]:
            del own[name]
