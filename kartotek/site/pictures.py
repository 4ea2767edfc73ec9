"""Whether what draws the pictures that site.yaml asks for is installed, and in which version."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from kartotek.config.settings import Settings
from kartotek.pictures import PACKAGES, check_installed


def _wanted(settings: Settings) -> Iterator[str]:
    """The settings that ask for pictures."""
    return (name for name in PACKAGES if getattr(settings, name))


def check_extras(settings: Settings) -> None:
    """Raise SetupError if a setting asks for pictures, and what draws them is not installed."""
    for name in _wanted(settings):
        check_installed(name)


def drawing_versions(settings: Settings) -> list[tuple[str, str]]:
    """What draws the pictures that are wanted, by package, "" for what is not installed: a check does without."""
    packages = dict.fromkeys(package for name in _wanted(settings) for package in PACKAGES[name])
    return [(package, _version(package)) for package in packages]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
