"""What the wording files must hold: sentences, the same ones in every language, with the same places to fill."""

from collections.abc import Mapping
from typing import Any

from faq.nearest import did_you_mean
from faq.problem import Findings
from faq.reading.toml_file import line_of_key
from faq.wording import Wording, flatten


def judge_wording(parsed: dict[str, Any], text: str, findings: Findings) -> Mapping[str, Any]:
    """Note values that are no sentences, and evidence without its two; give the sentences by dotted name."""
    sentences: dict[str, Any] = {}
    for key, value in flatten(parsed):
        if _is_sentence(value) or (isinstance(value, list) and value and all(map(_is_sentence, value))):
            sentences[key] = value
        else:
            findings.error(
                line_of_key(text, key), f'"{key}" must be a sentence in double quotes.', "Write it, or bring it back."
            )
    if parsed and not isinstance(parsed.get("evidence"), dict):
        findings.error(
            1, "there is no kind of evidence.", "Add a line [evidence.early] with a label and a sentence under it."
        )
        return sentences
    for kind in parsed.get("evidence", {}):
        for part in ("label", "sentence"):
            if f"evidence.{kind}.{part}" not in sentences:
                findings.error(
                    line_of_key(text, f"evidence.{kind}"),
                    f'the evidence "{kind}" has no {part}.',
                    f'Add a line {part} = "..." under [evidence.{kind}].',
                )
    return sentences


def _is_sentence(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def judge_translation(wording: Wording, original: Wording, text: str, findings: Findings) -> None:
    """Note sentences that a translation lacks, has too many of, or fills in other places than `wording.toml`."""
    keys, wanted = wording.keys(), original.keys()
    for key in wanted:
        if key not in keys:
            findings.error(1, f'the sentence "{key}" is missing.', f'Translate: "{original.texts(key)[0]}"')
    for key in keys:
        line = line_of_key(text, key)
        if key not in wanted:
            remedy = did_you_mean(key, [name for name in wanted if name not in keys], "Delete it.")
            findings.error(line, f'wording.toml has no sentence "{key}".', remedy)
        elif wording.places(key) != original.places(key):
            places = " ".join(f"{{{name}}}" for name in sorted(original.places(key)))
            findings.error(
                line,
                f'"{key}" has other places to fill than in wording.toml.',
                f"It must hold {places}." if places else "Take the words in { } out.",
            )
