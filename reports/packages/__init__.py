"""Evidence packages (证据包): everything behind what was issued to one unit in one round, in one file."""
