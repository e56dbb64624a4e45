"""The arithmetic of chains, on arrays: no database, no clock."""
