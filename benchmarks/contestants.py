"""The programs that are timed: Kartotek with and without search, and Hugo. Each makes a site from its own copy of the
content."""

import json
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.entries import change_abstract, change_title, find_publications
from benchmarks.measure import Cost, run
from benchmarks.twin import FOOTER, twin_of, write_twin
from kartotek.render.theme import default_theme

CASES = ("cold", "no-op", "abstract", "title", "template")
_CHANGES: dict[str, Callable[[Path, str], None]] = {"abstract": change_abstract, "title": change_title}
_STEP = 7919
"""Distance between an entry that is changed and the next one, so that no two of them are on the same pages."""


class Contestant(ABC):
    """A site in a folder, and the program that builds it. `name` is for tables, `output` what a clean build removes."""

    name: str
    output: tuple[str, ...]

    def __init__(self, content: Path, site: Path) -> None:
        self.site = site
        self._built = False
        self._entries = find_publications(content)
        self._changes = 0
        self._make(content)

    def ready(self, case: str) -> None:
        """Prepare the site for a case: nothing built yet, one file changed, or everything as it was."""
        if case == "cold":
            self.clear()
            return
        if not self._built:
            self.build()
        self._changes += 1
        if case in _CHANGES:
            self.change(case, self.pick(self._changes), f"revision {self._changes}")
        elif case == "template":
            with self._footer().open("a") as footer:
                footer.write(f"<!-- {self._changes} -->\n")

    def pick(self, number: int) -> Path:
        """An entry to change, a different one for each number."""
        return self._entries[number * _STEP % len(self._entries)]

    def change(self, case: str, entry: Path, words: str) -> None:
        """Add some words to the title or the abstract of an entry."""
        _CHANGES[case](self.file_of(entry), words)

    def clear(self) -> None:
        """Remove everything that was built, and all caches."""
        for name in self.output:
            shutil.rmtree(self.site / name, ignore_errors=True)
        self._built = False

    def build(self) -> tuple[Cost, dict[str, float]]:
        """Build in a new process; returns its cost, and seconds by phase if the program prints them."""
        cost, printed = run(self._command())
        self._built = True
        return cost, self._phases(printed)

    @abstractmethod
    def file_of(self, entry: Path) -> Path:
        """The file of this site that an entry became."""

    @abstractmethod
    def address_of(self, entry: Path) -> str:
        """The address of its page, from the root of the site."""

    @abstractmethod
    def server(self, port: int) -> list[str | Path]:
        """The command that starts the preview."""

    @abstractmethod
    def _make(self, content: Path) -> None:
        """Write the site."""

    @abstractmethod
    def _command(self) -> list[str | Path]:
        """The command that builds it."""

    @abstractmethod
    def _footer(self) -> Path:
        """The template of what stands below every page."""

    def _phases(self, _printed: str) -> dict[str, float]:
        return {}


class Kartotek(Contestant):
    """Kartotek as it is installed here, without search."""

    name = "kartotek"
    output = ("dist", ".kartotek")
    options: tuple[str, ...] = ("--no-search",)

    def __init__(self, content: Path, site: Path, styles: Sequence[str] = ()) -> None:
        """`styles` are its citation styles; none named, those that are usual."""
        self._styles = f"citation_styles: [{', '.join(styles)}]\n" if styles else ""
        super().__init__(content, site)

    def _make(self, content: Path) -> None:
        self._content = content
        shutil.copytree(content, self.site / "content")
        (self.site / "site.yaml").write_text(f"title: Portal\nbase_url: https://portal.example/\n{self._styles}")
        self._footer().parent.mkdir(parents=True)
        shutil.copyfile(default_theme() / "partials/footer.html", self._footer())

    def file_of(self, entry: Path) -> Path:
        """The copy of the entry."""
        return self.site / "content" / entry.relative_to(self._content)

    def address_of(self, entry: Path) -> str:
        """The address of the page."""
        return f"publications/{entry.stem}/"

    def server(self, port: int) -> list[str | Path]:
        """The preview."""
        return [*self._run("serve"), "--port", str(port), *self.options]

    def _command(self) -> list[str | Path]:
        return [*self._run("build"), "--format", "json", *self.options]

    def _run(self, command: str) -> list[str | Path]:
        return [sys.executable, "-m", "kartotek", command, "--site", self.site]

    def _footer(self) -> Path:
        return self.site / "templates/partials/footer.html"

    def _phases(self, printed: str) -> dict[str, float]:
        phases: dict[str, float] = json.loads(printed)["report"]["seconds"]
        return phases


class WithSearch(Kartotek):
    """Kartotek with its search index."""

    name = "with search"
    options = ()


class Hugo(Contestant):
    """Hugo with the twin."""

    name = "hugo"
    output = ("public", "resources")

    def __init__(self, content: Path, site: Path, program: Path) -> None:
        self._program = program
        super().__init__(content, site)

    def _make(self, content: Path) -> None:
        self._content = content
        write_twin(content, self.site)

    def file_of(self, entry: Path) -> Path:
        """The page made from the entry."""
        return twin_of(entry, self._content, self.site)

    def address_of(self, entry: Path) -> str:
        """The address of the page."""
        return f"{self.file_of(entry).relative_to(self.site / 'content').with_suffix('').as_posix()}/"

    def server(self, port: int) -> list[str | Path]:
        """The preview."""
        return [self._program, "server", "--source", self.site, "--port", str(port)]

    def _command(self) -> list[str | Path]:
        return [self._program, "--source", self.site, "--quiet"]

    def _footer(self) -> Path:
        return self.site / FOOTER
