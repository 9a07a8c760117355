"""Certificates for TLS, signed by an authority that is made at each start: trust its file to trust the simulator."""

from __future__ import annotations

import shutil
import ssl
import tempfile
from collections.abc import Iterable
from pathlib import Path

_HERE = ("127.0.0.1", "localhost")


class Certificates:
    """One certificate for every name; `context` serves it, `ca_file` holds the authority's."""

    def __init__(self, names: Iterable[str], ca_file: str = "") -> None:
        import trustme  # a tenth of the start, for those alone who speak TLS

        self._authority = trustme.CA(organization_name="Simulated Bitrix24 portal")
        self._folder = "" if ca_file else tempfile.mkdtemp(prefix="simulator-")
        self.ca_file = str(Path(ca_file or f"{self._folder}/ca.pem").absolute())
        self._authority.cert_pem.write_to_path(self.ca_file)
        self._names = [*names, *_HERE]
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._issue()

    def cover(self, name: str) -> None:
        """Connections from now on also find `name` in the certificate."""
        if name not in self._names:
            self._names.append(name)
            self._issue()

    def remove(self) -> None:
        """Leave no file behind, unless the caller named it."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _issue(self) -> None:
        self._authority.issue_cert(*self._names).configure_cert(self.context)
