"""The theme: the default templates and assets, each replaceable by a file of the site's own `templates/`."""

from collections.abc import Iterator
from pathlib import Path

from kartotek.diagnostics import Diagnostic
from kartotek.diagnostics.special_files import special
from kartotek.text import digests

_PACKAGE = Path(__file__).parent.parent


def default_theme() -> Path:
    """The folder of the default theme: inside an installed package, or at the top of a checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def theme_folders(site: Path) -> list[Path]:
    """Where templates and assets are looked for, the site's own first."""
    own = site / "templates"
    default = default_theme()
    return [own, default] if own.is_dir() and own.resolve() != default.resolve() else [default]


def check_theme(site: Path) -> list[Diagnostic]:
    """Diagnostics for what is no file in the site's own `templates/`: links that lead out of it, pipes, devices."""
    own = site / "templates"
    homes = [(own, site), *((path, own) for path in sorted(own.rglob("*")))]
    found = (special(str(path), path.relative_to(site).as_posix(), [home], ()) for path, home in homes)
    return [each for each in found if each]


def theme_digest(site: Path) -> bytes:
    """A digest of all templates and assets, paths and content."""
    files = [path for folder in theme_folders(site) for path in sorted(folder.rglob("*")) if path.is_file()]
    return digests.of_value([(str(path), path.read_bytes()) for path in files])


def assets(site: Path) -> Iterator[tuple[str, Path]]:
    """Every asset by its path below `assets/`, in a fixed order; the site's own hides the theme's."""
    found: dict[str, Path] = {}
    for folder in reversed(theme_folders(site)):
        base = folder / "assets"
        for path in sorted(base.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[path.relative_to(base).as_posix()] = path
    yield from sorted(found.items())
