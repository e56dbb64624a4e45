"""What a file may be: plain functions on names, first bytes and figures."""
