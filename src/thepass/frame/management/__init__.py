"""What `thepass manage` can do besides Django's own."""
