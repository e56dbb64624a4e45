"""Lists leave as files."""
