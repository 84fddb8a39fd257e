"""`flask faq`: the tools of the people who keep the articles. They run whatever the content looks like."""

from flask.cli import AppGroup

faq = AppGroup("faq", help="Check, add and import articles.")
