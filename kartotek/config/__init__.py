"""`site.yaml` into typed settings."""
