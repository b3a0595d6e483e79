"""Keeping an installation running: backup and restore, a look at its settings, and whether it is well."""
