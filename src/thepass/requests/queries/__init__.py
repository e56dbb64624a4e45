"""Reading requests. `seen.requests_visible_to` is the only door in."""
