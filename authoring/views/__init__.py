"""Screens of authors."""
