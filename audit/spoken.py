"""What a screen reader would say on the way to an answer, as a virtual one reads the page (guidepup)."""

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from audit.tools import CHROMIUM, FLAGS, MODULES

READER = MODULES / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js"
LOGS = Path(__file__).parent / "spoken"
STEPS = """async steps => {
  const { virtual } = await import('/reader.js');
  await virtual.start({ container: document.body });
  for (let step = 0; step < steps; step++) await virtual.next();
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said;
}"""
ASKING = """async question => {
  const { virtual } = await import('/reader.js');
  await virtual.start({ container: document.body });
  const box = document.querySelector('#question');
  box.focus();
  box.value = question;
  await new Promise(done => setTimeout(done, 100));
  document.querySelector('#ask button').click();
  await new Promise(done => setTimeout(done, 1500));
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said;
}"""
QUESTIONS = {
    "answer": "Does this cure stomach cancer?",
    "not-found": "What is tamoxifen?",
    "emergency": "I have chest pain and cannot breathe",
}


def logs(url: str) -> dict[str, str]:
    """Return each log by its name: reading the start page from the top, and asking."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split()[1:])
        context = browser.new_context(base_url=url, bypass_csp=True)
        context.route("**/reader.js", lambda route: route.fulfill(path=READER, content_type="text/javascript"))
        page = context.new_page()
        said = {"empty": _said(page, STEPS, 40)}
        said |= {name: _said(page, ASKING, question) for name, question in QUESTIONS.items()}
        browser.close()
    return said


def _said(page: Page, script: str, argument: object) -> str:
    page.goto("/")
    phrases: list[str] = page.evaluate(script, argument)
    return "\n".join(phrases) + "\n"


def changed(found: dict[str, str]) -> list[str]:
    """Name the logs that are not as kept in `audit/spoken`; one that is not kept yet is written."""
    LOGS.mkdir(exist_ok=True)
    for name, said in found.items():
        file = LOGS / f"{name}.txt"
        if not file.exists():
            file.write_text(said, encoding="utf-8")
    return [name for name, said in found.items() if (LOGS / f"{name}.txt").read_text(encoding="utf-8") != said]
