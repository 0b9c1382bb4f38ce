"""What pages and documents have in common: blocks, and the readers that turn blocks into evidence."""
