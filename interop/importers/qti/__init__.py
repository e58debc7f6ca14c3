"""QTI 3.0, 2.2, 2.1 and 1.2 in: packages and single items."""

from interop.importers.qti.package import read, units

__all__ = ["read", "units"]
