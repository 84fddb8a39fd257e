"""What to do now: the card that stands before everything else when a question sounds like an emergency."""

from faq.wording import Wording
from retrieval.options import Phones
from retrieval.reply import Emergency, Phone


def card(kind: str, wording: Wording, phones: Phones) -> Emergency:
    """Return the card for an "emergency", "team" or "crisis", with the clinic's numbers where it has set them.

    A number that is not set is named in words ("your local emergency number"), never invented.
    """
    numbers = {"emergency": (phones.emergency,), "team": (phones.team,), "crisis": (phones.crisis, phones.emergency)}
    labels = {phones.emergency: "emergency", phones.team: "team", phones.crisis: "crisis"}
    listed = tuple(Phone(wording.text(f"phone.{labels[n]}", number=n), n) for n in dict.fromkeys(numbers[kind]) if n)
    named = phones.emergency or wording.text("phone.no_emergency")
    return Emergency(
        kind=kind,
        heading=wording.text(f"emergency.{kind}.heading", number=named),
        text=wording.text(
            f"emergency.{kind}.text",
            emergency=named,
            team=phones.team or wording.text("phone.no_team"),
            crisis=phones.crisis or wording.text("phone.no_crisis"),
        ),
        phones=listed,
    )
