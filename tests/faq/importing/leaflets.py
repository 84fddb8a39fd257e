"""Ten made PDFs with what must come out of each: shared by the tests and by `benchmarks.importing`."""

from dataclasses import dataclass, field

from tests.faq.importing.pdf_files import Typed, block, pdf_file

TITLE = [Typed("Going home", size=20, base=780)]
LEAD = block(["This leaflet says what you need to know in the first", "weeks at home, and whom you may call."], top=740)
LEFT = [
    "The left column of the leaflet says",
    "what you may eat in the first weeks",
    "after the operation on your bowel.",
]
RIGHT = ["The right column says how much to", "drink in the same weeks, and why it", "helps you to get well again."]
MARK = 265.5
"""Where the first line of that leaflet ends."""


@dataclass(frozen=True)
class Leaflet:
    """A PDF with what must come out of it: the body of the draft, and what its report names."""

    content: bytes
    body: str
    title: str = "Going home"
    left_out: list[str] = field(default_factory=list)
    check: str = ""


def running(number: int) -> list[Typed]:
    """The head and the foot of a page."""
    return [Typed("Example Clinic, leaflet 12", base=815, size=9), Typed(f"Page {number} of 3", base=25, size=9)]


LEAFLETS = {
    "headings by size": Leaflet(
        pdf_file(
            TITLE
            + LEAD
            + block(["When to call"], size=14, top=690)
            + block(["Call when you have a fever."], top=670)
            + block(["At night"], size=14, top=640)
            + block(["Call the ward."], top=620)
        ),
        "This leaflet says what you need to know in the first weeks at home, and whom you may call.\n\n"
        "## When to call\n\nCall when you have a fever.\n\n## At night\n\nCall the ward.",
    ),
    "bold headings of the text's size": Leaflet(
        pdf_file(
            TITLE
            + block(["Showers"], bold=True, top=740)
            + block(["You may shower after 48 hours, with the wound covered."], top=725)
            + block(["Baths"], bold=True, top=700)
            + block(["Wait for two weeks."], top=685)
        ),
        "FILL IN 2 or 3 sentences: what this is about, and who it is for.\n\n"
        "## Showers\n\nYou may shower after 48 hours, with the wound covered.\n\n## Baths\n\nWait for two weeks.",
    ),
    "two columns under a line over both": Leaflet(
        pdf_file(TITLE + LEAD + block(LEFT, top=690) + block(RIGHT, left=330, top=690)),
        "This leaflet says what you need to know in the first weeks at home, and whom you may call.\n\n"
        f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}",
    ),
    "running heads and page numbers": Leaflet(
        pdf_file(
            running(1) + TITLE + LEAD,
            running(2) + block(["On the second page it says how to walk."], top=760),
            running(3) + block(["On the third page it says how to sleep."], top=760),
        ),
        "This leaflet says what you need to know in the first weeks at home, and whom you may call.\n\n"
        "On the second page it says how to walk.\n\nOn the third page it says how to sleep.",
        left_out=['line on every page: "Example Clinic, leaflet 12"', "page numbers"],
    ),
    "hyphens at line ends": Leaflet(
        pdf_file(
            TITLE
            + block(
                [
                    "A low-grade fever is common and the treat-",
                    "ment of it is rest. Call us for more than a low-",
                    "grade one.",
                ],
                top=740,
            )
        ),
        "A low-grade fever is common and the treatment of it is rest. Call us for more than a low-grade one.",
        check='"treat-ment" is "treatment" in the draft',
    ),
    "a paragraph over two pages": Leaflet(
        pdf_file(TITLE + block(["Drink at least two litres of water on every"], top=740), block(["day of the week."])),
        "Drink at least two litres of water on every day of the week.",
    ),
    "bullets with two lines": Leaflet(
        pdf_file(
            TITLE
            + block(["Call us when you have one of these signs at home:"], top=740)
            + block(["• a fever of 38 degrees or more that", "lasts for a day", "• a red wound"], top=720)
        ),
        "Call us when you have one of these signs at home:\n\n"
        "- a fever of 38 degrees or more that lasts for a day\n- a red wound",
    ),
    "questions and answers": Leaflet(
        pdf_file(
            TITLE
            + LEAD
            + block(["Q: Can I shower?"], top=690)
            + block(["A: Yes, after 48 hours."], top=675)
            + block(["Q: Can I swim?"], top=650)
            + block(["A: Not for two weeks."], top=635)
        ),
        "This leaflet says what you need to know in the first weeks at home, and whom you may call.\n\n"
        "## Common questions\n\n### Can I shower?\n\nYes, after 48 hours.\n\n### Can I swim?\n\nNot for two weeks.",
    ),
    "citation marks and references": Leaflet(
        pdf_file(
            TITLE
            + block(["Most people feel well after three weeks."], top=740)
            + block(["1"], left=MARK, top=744, size=6)
            + block(["References"], size=14, top=700)
            + block(["1. A made paper. Journal of Examples. 2020."], top=680)
        ),
        "Most people feel well after three weeks.[^1]\n\n[^1]: A made paper. Journal of Examples. 2020.",
        left_out=['the heading of the reference list: "References"'],
    ),
    "a table of short cells": Leaflet(
        pdf_file(
            TITLE
            + LEAD
            + block(["Drug", "Ibuprofen", "Paracetamol"], top=690)
            + block(["When", "after meals", "any time"], left=300, top=690)
        ),
        "This leaflet says what you need to know in the first weeks at home, and whom you may call.\n\n"
        "| Drug | When |\n| --- | --- |\n| Ibuprofen | after meals |\n| Paracetamol | any time |",
        check="tables and columns",
    ),
}
