"""One function for each tool; each gives its findings, none when all is well."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool where its modules are."""
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    return subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)


def nu(files: Sequence[Path], style: Path) -> list[str]:
    """Check HTML and CSS with the Nu checker; warnings count."""
    jar = str(MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar")
    new = ("--filterpattern", ".*field-sizing.*")  # CSS Basic User Interface 4; the checker does not know it yet
    done = run("java", "-jar", jar, "--Werror", "--also-check-css", *new, *map(str, [*files, style]))
    return done.stderr.splitlines() or ([] if done.returncode == 0 else ["it did not run"])


def html_validate(files: Sequence[Path]) -> list[str]:
    """Check HTML with html-validate's standard and accessibility rules."""
    program = str(MODULES / "html-validate" / "bin" / "html-validate.mjs")
    with tempfile.NamedTemporaryFile() as report:
        run("node", program, "--config", ".htmlvalidate.json", "-f", f"json={report.name}", *map(str, files))
        found = json.load(report)
    return [f"{page['filePath']}: {one['message']}" for page in found for one in page["messages"]]


def pa11y(url: str) -> list[str]:
    """Check one page with pa11y's two runners at WCAG level AAA.

    What axe could not decide (text over the sticky question box) is left out: tests/browser/test_axe.py lists it.
    """
    done = run("node", str(MODULES / "pa11y" / "bin" / "pa11y.js"), "--config", "pa11y.json", "--reporter", "json", url)
    found = json.loads(done.stdout)
    return [f"{url}: {one['message']}" for one in found if not one["runnerExtras"].get("needsFurtherReview")]


def lighthouse(url: str, desktop: bool) -> dict[str, int]:
    """Return Lighthouse's scores of one page, 0 to 100, on a phone or a desktop."""
    preset = ["--preset=desktop"] if desktop else []
    command = ["node", str(MODULES / "lighthouse" / "cli" / "index.js"), url, "--output=json", "--quiet"]
    done = run(*command, f"--chrome-flags={FLAGS}", *preset)
    report = json.loads(done.stdout)
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}


def versions() -> Iterator[str]:
    """Name each tool with its version."""
    for name in ("lighthouse", "vnu-jar", "html-validate", "pa11y", "@guidepup/virtual-screen-reader"):
        package = json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))
        yield f"{name} {package['version']}"
