"""An artificial county on loopback: a portal, a service network and window guides with known violations."""

from __future__ import annotations

from sandbox.control import Sandbox, truth

__all__ = ["Sandbox", "truth"]
