"""What was asked for, whose eyes may find it, and what is shown of it."""
