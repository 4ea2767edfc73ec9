"""Parts of pages that several families share."""
