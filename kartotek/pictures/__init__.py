"""Pictures that a build draws, if `site.yaml` asks for them: knows texts, colours and bytes, no entity.

What draws them is optional (`kartotek[pictures]`), and imported only where something is drawn.
"""

from importlib.util import find_spec

from kartotek.diagnostics import SetupError

PACKAGES = {"share_images": ("pillow",), "thumbnails": ("pillow", "pypdfium2")}
"""By the setting of `site.yaml` that needs them: packages of other projects."""
_MODULES = {"pillow": "PIL", "pypdfium2": "pypdfium2"}


def check_installed(setting: str) -> None:
    """Raise SetupError if what a setting of `site.yaml` needs is not installed.

    What is installed never decides what is published: a setting does.
    """
    if any(find_spec(_MODULES[name]) is None for name in PACKAGES[setting]):
        raise SetupError(
            f"`{setting}: true` in site.yaml needs packages that are not installed",
            f'run `pip install "kartotek[pictures]"`, or leave `{setting}` out',
        )
