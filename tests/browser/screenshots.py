"""`make screenshots`: take the pictures of docs/images. pytest takes them, since they need the fixtures of tests."""

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    pictures = Path(__file__).with_name("pictures.py")
    sys.exit(pytest.main(["-q", "-p", "no:randomly", "-p", "no:cacheprovider", str(pictures)]))
