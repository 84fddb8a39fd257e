"""What to do now: the card that stands before everything else when a question sounds like an emergency."""

from faq.wording import Wording
from retrieval.options import Phones
from retrieval.reply import Emergency, Phone

NUMBERS = {
    "emergency": ("emergency",),
    "team": ("team",),
    "crisis": ("crisis", "emergency"),
    "support": ("support", "clinic"),
}
"""Whose numbers each kind of card offers, the most fitting first."""


def card(kind: str, wording: Wording, phones: Phones) -> Emergency:
    """Return the card of a kind (faq.staff_lists.KINDS), with the clinic's numbers where it has set them.

    A number that is not set is named in words ("your local emergency number"), never invented. A card without any
    number says what anybody can do.
    """
    whose = {
        name: getattr(phones, name) or wording.text(f"phone.no_{name}") for name in ("emergency", "team", "crisis")
    }
    listed = _listed(kind, wording, phones)
    text = wording.text(f"emergency.{kind}.text", **whose)
    if not listed:
        text = f"{text} {wording.text(f'emergency.{kind}.anybody', **whose)}"
    return Emergency(kind, wording.text(f"emergency.{kind}.heading", number=whose["emergency"]), text, listed)


def _listed(kind: str, wording: Wording, phones: Phones) -> tuple[Phone, ...]:
    """Return the numbers of a card, each once, under the label of the first that it stands for on this card."""
    labels: dict[str, str] = {}
    for name in NUMBERS[kind]:
        if number := getattr(phones, name):
            labels.setdefault(number, name)
    return tuple(Phone(wording.text(f"phone.{name}", number=number), number) for number, name in labels.items())
