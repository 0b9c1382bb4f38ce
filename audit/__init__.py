"""The command line and the jobs; the only package that knows all others."""
