"""The preview without a browser."""
