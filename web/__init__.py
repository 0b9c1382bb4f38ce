"""The review desk: what the office, the units, assessors and leaders see and do in a browser.

It shows what storage holds and writes what people decide; whatever gathers or reads pages is handed to it
as Jobs. Every page works without a script.
"""
