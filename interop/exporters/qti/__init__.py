"""QTI 3.0, 2.2 and 2.1: packages that third-party players read and score as we do.

Items are written in the words of 3.0; `dialect` says the same in 2.x.
"""
