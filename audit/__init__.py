"""The command line and the jobs; the only package that knows all others."""

from importlib.metadata import version

__version__ = version("zwaudit")
