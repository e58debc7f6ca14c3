"""What review tells the applications above it."""

from django.dispatch import Signal

review_closed = Signal()
"""Sent with `review` and `outcome` (accepted, refused or withdrawn), inside the transaction that closed it."""
