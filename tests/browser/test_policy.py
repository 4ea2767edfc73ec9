"""What the policy in a page stops, on a host that sends none."""

from playwright.sync_api import Browser, Route

from tests.browser.conftest import Portal

_INJECTED = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"


def test_a_page_runs_nothing_that_got_into_it(browser: Browser, portal: Portal) -> None:
    """The same page without the policy runs it: so the test can fail."""
    page_file = portal.dist / "about/index.html"

    def ran(html: str) -> bool:
        def answer(route: Route) -> None:
            route.fulfill(body=html, content_type="text/html")

        with browser.new_context() as context:
            page = context.new_page()
            page.route("**/about/", answer)
            page.goto(f"{portal.url}about/", wait_until="load")
            page.wait_for_function("document.images[document.images.length - 1].complete")
            return page.title() == "ran"

    attacked = page_file.read_text("utf-8").replace("</body>", _INJECTED + "</body>")
    assert not ran(attacked)
    assert ran(attacked.replace("Content-Security-Policy", "x"))
