"""Reading news: one's own, of what one may see now."""
