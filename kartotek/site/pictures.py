"""Pictures that site.yaml asks for."""

from kartotek.config.settings import Settings
from kartotek.pictures import check_installed


def check_extras(settings: Settings) -> None:
    """Raise SetupError if a setting asks for pictures, and what draws them is not installed."""
    if settings.share_images:
        check_installed("share_images")
