"""The rules that content files keep, by what they are about."""
