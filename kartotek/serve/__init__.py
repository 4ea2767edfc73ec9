"""The portal while it is being written: built, served on this computer, rebuilt and reloaded at every save."""
