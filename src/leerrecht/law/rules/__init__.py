"""The rules, by theme; each function looks at a Stand and reports what applies."""
