"""What to visit: one spider for each kind of source, all with the to-do list as their queue."""
