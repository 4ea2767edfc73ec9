"""The build, phase by phase: load, plan, excerpt, render, index, publish, prune, remember."""
