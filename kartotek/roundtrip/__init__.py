"""The proof that exports say what the entries say: every file is read back by a reader of its format.

For `check --roundtrip` and the tests. Each module has a format, in two functions: `wanted_...` takes a Work and returns
the facts that its file must have, `read_...` takes the file as text and returns those it has, by a library that others
wrote, or by the published schema. Both are `facts.Facts`; `compare` reports where they differ.
"""
