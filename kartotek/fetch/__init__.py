"""Asking servers on the network, politely: `client.Client` is the only door, and what it gives is a value, whatever
went wrong.

Nothing that a build does comes here; only commands that were asked to go out do.
"""
