"""Regions, what partners offer there, and how much room they say they have."""
