"""What the preview takes for a save."""

from kartotek.serve.live import _saves
from tests.conftest import ARTICLE, WriteSite


def test_redirects_are_seen_as_site_yaml_is(write_site: WriteSite) -> None:
    site = write_site({"site.yaml": "title: Test\n", "content/publications/on-cards.md": ARTICLE})
    saves = _saves(site)
    while next(saves):  # the files that were just written
        pass
    for text in ("/old,on-cards\n", None):
        if text:
            (site / "redirects.csv").write_text(text)
        else:
            (site / "redirects.csv").unlink()
        assert any(next(saves) for _ in range(40))
