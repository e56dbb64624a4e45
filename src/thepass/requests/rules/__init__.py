"""What may happen to a request, who may do it, and how its promises are reckoned."""
