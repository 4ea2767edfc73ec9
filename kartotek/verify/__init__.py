"""What is true of a portal that was built, found by reading its files: links that lead somewhere, and what differs
between two portals.

Knows files, addresses and formats, no entity: any static site could be read.
"""
