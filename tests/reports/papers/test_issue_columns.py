"""The columns of the issue list are told apart by key and by heading."""

from reports.papers.issue_columns import BY_KEY, COLUMNS, FILLED_IN, NUMBER, TOLD


def test_no_two_columns_have_the_same_key_or_heading():
    assert len(BY_KEY) == len({column.title for column in COLUMNS}) == len(COLUMNS)


def test_the_number_by_which_lines_are_matched_is_the_offices_own():
    assert NUMBER in TOLD and not NUMBER.is_filled_in


def test_a_unit_fills_in_the_last_columns_only():
    assert all(column.is_filled_in for column in FILLED_IN)
    assert not any(column.is_filled_in for column in TOLD)
    assert BY_KEY["agreed"].choices == ("属实", "部分属实", "不属实")
