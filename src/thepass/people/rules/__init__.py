"""What may happen to people, teams and places. Plain values in, plain values out."""
