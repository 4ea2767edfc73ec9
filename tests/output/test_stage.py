"""What a build puts into the output folder, and what it does not leave there."""

import shutil

from kartotek.cli import main
from tests.conftest import ARTICLE, WriteSite


def test_a_link_to_a_folder_is_no_part_of_a_portal(write_site: WriteSite) -> None:
    """It may have come with a repository, and whoever copies the portal may follow it. What it leads to stays."""
    site = write_site({"content/publications/a.md": ARTICLE, "elsewhere/secret.txt": "secret"})
    assert main(["build", "--site", str(site)]) == 0
    links = [site / "dist/old", site / "dist/people/ada-lind/more"]
    for remembered in (True, False):
        for link in links:
            link.symlink_to(site / "elsewhere")
        if not remembered:
            shutil.rmtree(site / ".kartotek")
        assert main(["build", "--site", str(site)]) == 0
        assert not any(link.is_symlink() for link in links), remembered
        assert (site / "elsewhere/secret.txt").read_text() == "secret"
