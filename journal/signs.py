"""What announces a name: words before it, and what must stand after it."""

import re
from dataclasses import dataclass
from enum import Enum


class Trust(Enum):
    """How surely a name follows.

    After "my name is" anything, after "Dr" one word, after "my friend" a capital, at the end a common first name.
    """

    SURE = 4
    TITLE = 3
    WEAK = 2
    LISTED = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """Words after which a name follows, how surely, and what must stand after the name."""

    before: re.Pattern[str]
    trust: Trust
    after: re.Pattern[str] = re.compile("")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})[ \t]*", re.IGNORECASE)


_RELATION = (
    r"(?:partner|husband|wife|spouse|friend|neighbou?r|daughter|son|mum|mom|mother|dad|father|sister|brother|auntie|aunty?"
    r"|uncle|nan|gran(?:d?ma|ny)?|grand(?:dad|pa|mother|father|son|daughter|child)|cousin|niece|nephew|relative|colleague|boss"
    r"|carer|fianc[eé]e?|girlfriend|boyfriend|child|boy|girl|baby|twin|mate|flatmate"
    r"|step(?:son|daughter|mother|father|dad|mum)|patient|client"
    r"|doctor|nurse|consultant|oncologist|surgeon|specialist|gp|ha?ematologist|key ?worker|loved one"
    r"|man|woman|lady|gentleman|parents|kids|children)s?"
)
_CALLED = r"(?:(?:[’']s|[ \t]+is|,)?[ \t]+(?:called|named)|[’']s name is|[ \t]+(?:of|to)(?=[ \t])|,)?"
TITLE = re.compile(
    r"\b(?:(?i:mr|mrs|ms|mx|dr|prof)\b\.?|(?:Miss|Professor|Sister|Nurse|Doctor|Matron|Rev|Reverend|Sir|Lady|Lord|Dame|Rabbi|Imam"
    r"|MISS|PROFESSOR|SISTER|NURSE|DOCTOR|MATRON)\b\.?)[ \t]+"
)
_NOT_OF_A_THING = "".join(
    rf"(?<!{thing} )"
    for thing in ("drug", "brand", "trade", "generic", "trial", "study", "common", "other", "scientific")
)
SIGNS = (
    Sign(
        _any(
            rf"{_NOT_OF_A_THING}names?(?:[’']?s)?[ \t]*(?:(?:is|are|was)\b|[:=-])",
            rf"{_NOT_OF_A_THING}name[’']?s(?=[ \t])",
            r"surname[ \t]*(?:(?:is|was)\b|[:=-])",
            r"(?:patient|pt|contact|from|signed(?: by)?|regards|client|next of kin|nok|carer|re)[ \t]*:",
            r"(?:i[’']?m|i am|they|people|everyone|my friends) (?:call me|called)(?=[ \t])",
            r"(?:please|just|you can)? ?call me (?!back|on|at|when|if|later|asap|tomorrow|today|please|in\b)",
            r"signed by",
            r"(?:go(?:es)?|going) by(?: the name(?: of)?)?(?=[ \t])",
            r"my name(?![ \t]*(?:is|are|was|[:=’'-]))",
        ),
        Trust.SURE,
    ),
    Sign(
        _any(
            rf"(?:my|our|his|her|their|a|the)[ \t]+(?:[\w-]+[ \t]+){{0,3}}?{_RELATION}\b{_CALLED}[ \t]*\(?",
            rf"{_RELATION}\b(?:[ \t]*\(|[ \t]+(?:of|to)\b|[’']s name is\b)",
        ),
        Trust.WEAK,
    ),
    Sign(_any(rf"{_RELATION}(?=[ \t])"), Trust.LISTED),
    Sign(_any("call (?:him|her|them|us)", "named"), Trust.WEAK),
    Sign(re.compile(r"\s[–-]\s+"), Trust.WEAK, re.compile(r"[\s.!x]*$")),
    Sign(re.compile(r"\b(?:Name|NAME|Patient|Contact)[ \t]+(?=[^\W\d_])"), Trust.WEAK),
    Sign(
        _any(r"i[’']?m", r"i am", r"we are", r"we[’']re"),
        Trust.WEAK,
        re.compile(
            r"[ \t]*(?:$|[.,;!?(\n–-]|[’']s\b|\b(?:and|from|born|here|aged|age|again|by|but)\b|\d)", re.IGNORECASE
        ),
    ),
    Sign(
        _any(r"it[’']?s", r"it is", r"this is", r"that[’']?s"),
        Trust.WEAK,
        re.compile(r"[ \t,]*(?:again|here|speaking|calling|writing|from)\b|[’']s\b|[ \t]*(?:[.!,]|$)", re.IGNORECASE),
    ),
    Sign(
        _any(
            r"dear|signed|c/o|care of|ask for|asking for|on behalf of|writing (?:for|about)|me and",
            r"sp(?:eak|oke) (?:to|with)|seen by|referred by|looked after by",
        ),
        Trust.WEAK,
    ),
    Sign(_any("i,", "me,"), Trust.WEAK, re.compile(r"[ \t]*,")),
    Sign(
        _any(r"(?:thanks|thank you|cheers|regards|wishes|sincerely|faithfully|love|ta|best|yours)[,.!]*(?=\s)\s*[–-]?"),
        Trust.WEAK,
        re.compile(r"[\s.!x]*$"),
    ),
    Sign(re.compile(r"[.,?!\n–-]\s+"), Trust.LISTED, re.compile(r"[\s.!x]*$")),
    Sign(re.compile(r"(?:^|[.!?\n,][ \t]*)(?=[^\W\d_])"), Trust.WEAK, re.compile(r"[ \t]+here\b", re.IGNORECASE)),
)
RELATED_AFTER = re.compile(
    rf"(?:[’']s[ \t]+{_RELATION}\b"
    rf"|(?:[ \t]*[,(]|[ \t]+(?:is|are|was|were))[ \t]*(?:my|our|his|her)[ \t]+{_RELATION}\b)",
    re.IGNORECASE,
)
