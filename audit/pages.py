"""Every kind of page as a file, as the site answers without a browser."""

from pathlib import Path

from flask.testing import FlaskClient

from app import create_app

CLINIC = {
    "CLINIC_NAME": "Northside Clinic",
    "CLINIC_PHONE": "+44 20 5550 0199",
    "TEAM_PHONE": "+44 20 5550 0100",
    "EMERGENCY_NUMBER": "999",
    "CRISIS_NUMBER": "116 123",
    "EMBED_ORIGINS": "https://northside.example",
    "RATE_LIMIT": "off",
}
"""The settings of a clinic that has filled in everything; the name and the numbers are made up."""

ASKED = {
    "answer": "Does this cure stomach cancer?",
    "did-you-mean": "side effects",
    "not-found": "What is tamoxifen?",
    "small-talk": "hello",
    "emergency": "I have chest pain and cannot breathe",
    "crisis": "I want to kill myself",
    "team": "fever 38.5 after CAR-T",
    "correction": "what is cytokin release syndrome",
    "error": "",
}
VISITED = {
    "empty": "/",
    "passage": "/a/claudin18-2-car-t-trial/what-did-the-trial-find",
    "article": "/articles/claudin18-2-car-t-trial",
    "articles": "/articles/",
    "questions": "/questions/",
    "topic": "/topics/car-t",
    "about": "/about",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
    "contact": "/contact",
    "not-there": "/nothing-here",
    "embed": "/embed?theme=dark",
    "spanish": "/es/",
    "spanish-article": "/es/articles/clinical-trials-how-to-join-es",
}


def save(folder: Path) -> list[Path]:
    """Write every page to a folder and give the files."""
    client = create_app(CLINIC).test_client()
    pages = {name: client.get(path).text for name, path in VISITED.items()}
    pages |= {name: client.post("/ask", data={"question": question}).text for name, question in ASKED.items()}
    pages["reasons"] = _reasons(client)
    files = []
    for name, html in pages.items():
        files.append(folder / f"{name}.html")
        files[-1].write_text(html, encoding="utf-8")
    return files


def _reasons(client: FlaskClient) -> str:
    """Return the page after a "No"."""
    page = client.get("/a/til-therapy-melanoma/lead").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    return client.post("/feedback", data={"token": token, "verdict": "no"}).text
