"""Foreign files that we serve are exactly those that were released."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "b24app/static/vendor"
LARGEST = 512 * 1024
MANIFESTS = sorted(VENDOR.rglob("SHA256SUMS"))


def _sums(manifest):
    rows = (line.split(maxsplit=1) for line in manifest.read_text(encoding="utf-8").splitlines())
    return {name.removeprefix("*"): digest for digest, name in rows}


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_every_file_is_in_the_manifest_and_has_its_sum(manifest):
    files = {path.name: path for path in manifest.parent.iterdir() if path != manifest}
    found = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert found == _sums(manifest)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_a_licence_lies_beside_it_and_no_file_is_large(manifest):
    assert (manifest.parent / "LICENSE").is_file()
    assert [path.name for path in manifest.parent.iterdir() if path.stat().st_size > LARGEST] == []


def test_every_folder_has_a_manifest_and_is_the_one_that_pages_load():
    folders = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert [manifest.parent for manifest in MANIFESTS] == sorted(folders)
    base = (ROOT / "b24app/templates/base.html").read_text(encoding="utf-8")
    assert all(f"vendor/{path.name}/" in base for path in folders)
