"""The kinds of check, one question a file; they know nothing of criteria."""
