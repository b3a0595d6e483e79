"""Leerrecht: keeps every pupil's right to learn in sight."""
