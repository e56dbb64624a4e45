"""What may be offered, and what most teams offer."""
