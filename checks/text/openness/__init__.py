"""Does a text ask the applicant for something that cannot be determined? One module per stage."""
