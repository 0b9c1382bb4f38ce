"""What units fill in on their issue lists (单位核对回填), read back; nothing is overwritten silently."""
