"""Pictures that a build draws, if `site.yaml` asks for them: knows texts, colours and bytes, no entity.

What draws them is optional (`kartotek[pictures]`), and imported only where something is drawn.
"""

from importlib.util import find_spec

from kartotek.diagnostics import SetupError

_PACKAGES = {"share_images": ("PIL",), "thumbnails": ("PIL", "pypdfium2")}


def check_installed(setting: str) -> None:
    """Raise SetupError if what a setting of `site.yaml` needs is not installed.

    What is installed never decides what is published: a setting does.
    """
    if any(find_spec(name) is None for name in _PACKAGES[setting]):
        raise SetupError(
            f"`{setting}: true` in site.yaml needs packages that are not installed",
            f'run `pip install "kartotek[pictures]"`, or leave `{setting}` out',
        )
