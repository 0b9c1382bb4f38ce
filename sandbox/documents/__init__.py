"""Window guides and attachments written as Word, Excel and PDF files, the same bytes every time."""
