"""Papers of a round (文书): lists, notices and reports as Word, Excel, HTML and PDF files."""
