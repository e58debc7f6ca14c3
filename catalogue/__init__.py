"""The public site: what training challenges and tutorials there are, to read and to play without signing in."""
