"""Verbs on frameworks."""

from frameworks.domain.load import load_frameworks

__all__ = ["load_frameworks"]
