"""What machines read: one small file of pure functions for each format, all made from one `Work`."""
