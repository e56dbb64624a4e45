"""What may be said, changed and taken back: plain functions."""
