"""The proof that exports say what the entries say: every file is read back by a reader of its format."""
