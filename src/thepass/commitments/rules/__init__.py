"""What may happen to a promise to an outside customer, who may do it, and who reads what of it."""
