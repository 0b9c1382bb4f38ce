"""Gathers evidence: what to visit, how to fetch it politely, and how to read it; judges nothing."""
