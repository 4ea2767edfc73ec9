"""The build: load, check, plan, render, write, index, prune, report."""
