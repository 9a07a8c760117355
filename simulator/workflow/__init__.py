"""The portal's workflow engine: importing templates and running them."""
