"""Two portals compared: what a visitor, a reader of a catalogue or an editor would notice.

Both are read as they were built, so that it does not matter which program or version built them.
"""
