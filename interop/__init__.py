"""Documents in, files out, and back: plain Python, free of Django."""
