"""New files, and nothing but new files: what is there is never changed."""

from collections.abc import Mapping
from pathlib import Path

from kartotek.diagnostics import SetupError


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, with the folders they are in: all of them, or none.

    Raises SetupError for a link that leads out of the folder, and OSError, also if one of the files is there.
    """
    folder = folder.absolute()
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            for parent in reversed(path.parents):
                if not parent.exists():
                    parent.mkdir()
                    made.append(parent)
                elif parent.is_relative_to(folder) and not parent.resolve().is_relative_to(folder.resolve()):
                    raise SetupError(f"{parent} is a link that leads out of the folder", "remove the link")
            with path.open("xb") as stream:
                made.append(path)
                stream.write(content)
    except BaseException:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        raise
