"""Tells what is stored: pages for the office, printed from frozen values; decides nothing."""
