"""Let only known HTML through to the page."""

import nh3

_TAGS = set("p br strong em ul ol li blockquote table thead tbody tr th td a code pre".split())
_ATTRIBUTES = {
    "a": {"href", "class", "aria-label", "rel"},
    "ol": {"start"},
    "p": {"class"},
    "th": {"scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(html: str) -> str:
    """Return the HTML without any tag, attribute or address that an article has no use for.

    >>> clean_html('<p onclick="x()">Hi <script>x()</script><a href="javascript:x()">you</a></p>')
    '<p>Hi <a>you</a></p>'
    """
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None).strip()
