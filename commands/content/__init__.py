"""`flask faq`: the tools of the people who keep the articles."""
