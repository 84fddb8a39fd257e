"""The journal, off by default: the permitted words of what was asked, and whether the answer helped."""
