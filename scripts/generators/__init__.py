"""What is made from the code and kept in git: `scripts/generate` writes it anew, or says what is out of date.

A generator is a function without arguments. It gives the files it is responsible for by path, with their content; None
where a file should not be there any more.
"""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

Files = Mapping[Path, bytes | None]
