"""A small app for the journal's own tests: orders with a life, links between them, shelves that are plain records."""
