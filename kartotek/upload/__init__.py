"""A portal in a bucket (S3 and what is compatible, Google Cloud Storage, Azure): what it has, and what to send."""
