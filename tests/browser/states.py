"""Every state a visitor can find the site in, and how to get there."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import ask

CURE = "Does this cure stomach cancer?"
Reach = Callable[[Page], None]


def asking(*questions: str) -> Reach:
    """Reach what is shown after these questions."""

    def reach(page: Page) -> None:
        page.goto("/")
        for question in questions:
            ask(page, question)

    return reach


def at(path: str) -> Reach:
    """Reach a page by its address."""

    def reach(page: Page) -> None:
        page.goto(path)

    return reach


def said_no(page: Page) -> None:
    """Answer "No" to "Was this what you asked?"."""
    page.goto("/a/til-therapy-melanoma/what-are-the-risks")
    page.locator("button[value=no]").click()
    page.locator("button[value=out-of-date]").wait_for()


def typing(page: Page) -> None:
    """Type the beginning of a question and go down the list of suggestions."""
    page.goto("/")
    page.locator("#question").press_sequentially("side eff")
    page.locator("#options li").first.wait_for()
    page.keyboard.press("ArrowDown")


def offline(page: Page) -> None:
    """Ask while there is no connection."""
    page.goto("/")
    page.context.set_offline(True)
    page.locator("#question").fill(CURE)
    page.locator("#ask button").click()
    page.wait_for_function("() => document.querySelector('#status').textContent.includes('offline')")
    page.context.set_offline(False)


STATES: dict[str, Reach] = {
    "empty": at("/"),
    "answer": asking(CURE),
    "answer, page of its own": at("/a/claudin18-2-car-t-trial/what-did-the-trial-find"),
    "two answers": asking(CURE, "What is TIL therapy?"),
    "follow-up": asking("What is TIL therapy?", "how long does it take?"),
    "did you mean": asking("side effects"),
    "not found": asking("What is tamoxifen?"),
    "small talk": asking("hello"),
    "emergency": asking("I have chest pain and cannot breathe"),
    "crisis": asking("I want to kill myself"),
    "team": asking("fever 38.5 after CAR-T"),
    "personal": asking("Should I stop my tablets before CAR-T?"),
    "correction": asking("what is cytokin release syndrome"),
    "overdue review": at("/a/til-therapy-melanoma/what-is-til-therapy"),
    "said no": said_no,
    "typing": typing,
    "validation error": asking(""),
    "offline": offline,
    "429": asking("fail 429"),
    "503": asking("fail 503"),
    "404": at("/nothing-here"),
    "500": at("/fail/500"),
    "article": at("/articles/claudin18-2-car-t-trial"),
    "articles": at("/articles/"),
    "topic": at("/topics/melanoma"),
    "questions": at("/questions/"),
    "about": at("/about"),
    "privacy": at("/privacy"),
    "accessibility": at("/accessibility"),
    "contact": at("/contact"),
    "embed": at("/embed"),
    "in Spanish": at("/es/"),
    "in Spanish, passage in English": at("/es/a/til-therapy-melanoma/lead"),
}
