"""OneRoster 1.2 as CSV files in a zip: what the standard prescribes, reading, taking in and writing."""
