"""Why a night is doubted, in one readable line."""

from audit.night import doubts_in_words

NONE = "上次读到指南 8 份，本次一份也没有读到"


def test_units_of_a_source_that_is_doubted_as_a_whole_are_counted_not_listed() -> None:
    suspect = {("门户", ""): NONE, ("门户", "民政局"): NONE, ("门户", "公安局"): NONE}
    assert doubts_in_words(suspect) == f"门户：{NONE}（涉及 2 个单位）"


def test_a_unit_that_is_doubted_alone_is_named() -> None:
    assert doubts_in_words({("窗口", "民政局"): NONE}) == f"窗口·民政局：{NONE}"


def test_a_night_without_doubts_says_nothing() -> None:
    assert doubts_in_words({}) == ""
