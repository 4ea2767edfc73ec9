"""The link to the editor of an entry opens the entry in the portal's own editor."""

from playwright.sync_api import expect

from tests.browser.test_admin import SLOW, Desk, built, desk

__all__ = ["built", "desk"]


def test_the_entry_of_the_page_is_opened(desk: Desk) -> None:
    desk.page.goto(f"{desk.url}da/publications/lind-2020-cards/")
    desk.page.get_by_role("link", name="Redigér denne post").click()
    expect(desk.page.locator('.field[data-key-path="title"]')).to_be_visible(timeout=SLOW)
    expect(desk.field("title").get_by_role("textbox")).to_have_value("Cards, $x_1$")
    desk.page.goto(f"{desk.url}people/ada-lind/")
    desk.page.get_by_role("link", name="Edit this entry").click()
    expect(desk.page.locator('.field[data-key-path="name"]')).to_be_visible(timeout=SLOW)
