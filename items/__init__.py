"""What a challenge is and how it is scored: plain Python, free of Django."""
