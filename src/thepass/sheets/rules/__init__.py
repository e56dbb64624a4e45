"""Reading, mapping and writing sheets: pure, without Django, and without knowing what the rows are about."""
