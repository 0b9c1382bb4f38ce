"""Offices' exports (数据导出) to evidence: xlsx, xls and csv, nothing guessed, nobody named."""
