"""The self-check form (自查表) as a workbook: how it is laid out, written and read."""
