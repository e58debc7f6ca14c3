"""What engines read, under /api/v1/. The API object itself is in `config/api.py`."""
