"""What news is, and when it leaves by mail: plain values."""
