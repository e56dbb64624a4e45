"""The search page, what the palette suggests, and what stewards keep."""
