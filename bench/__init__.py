"""Benchmarks: what reading, judging and remembering cost, beside a plain yardstick."""
