"""What is open, read from the apps below and put into columns; and what was worked out, for pages to read."""
