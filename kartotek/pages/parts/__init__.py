"""Parts that pages of several families share."""
