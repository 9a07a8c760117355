"""AI providers: one small protocol, one file per SDK, and what keeps them affordable and harmless when they fail.

A provider gets texts and a schema and gives back a text. It has no tools, no token and no record of a portal.
"""
