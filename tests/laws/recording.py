"""A view that notes every fact a page family reads, for the test that holds `inputs` to `context`."""

from collections.abc import Callable
from typing import Any

from kartotek.view.fact import Fact, Reads, declarations
from kartotek.view.view import View


class RecordingView(View):
    """Notes the facts asked for from outside; what one fact needs of others is part of it."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.touched: set[Fact] = set()
        self._inside = 0
        for name, declared in declarations(View).items():
            setattr(self, name, self._recorded(getattr(self, name), declared.reads))

    def _recorded(self, method: Callable[..., Any], reads: Reads) -> Callable[..., Any]:
        def recorded(*arguments: Any, **named: Any) -> Any:
            if not self._inside:
                self.touched.update(reads(*arguments, **named))
            self._inside += 1
            try:
                return method(*arguments, **named)
            finally:
                self._inside -= 1

        return recorded
