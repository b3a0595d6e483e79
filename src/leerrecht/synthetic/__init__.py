"""Synthetic Flanders: schools, pupils and three school years that resemble the published figures. Nobody in it exists.

Pure: no Django, no database. The same number of pupils and the same seed give the same files.
"""
