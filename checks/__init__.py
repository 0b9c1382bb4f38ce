"""The vocabulary of judging, the engine and the kinds of check: pure functions over evidence."""
