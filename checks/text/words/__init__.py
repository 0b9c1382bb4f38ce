"""Word lists of the judging: plain text, one word a line, # begins a remark."""
