"""What all portals of one process share: the clock, the call log, the faults, the Marketplace's reach, certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.calls import CallLog
from simulator.clock import Clock
from simulator.faults import Faults
from simulator.tls import Certificates

if TYPE_CHECKING:
    from simulator.portal import Portal


@dataclass
class Common:
    """`certificates` are there where TLS is spoken."""

    certificates: Certificates | None = None
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    log: CallLog = field(init=False)
    portals: list[Portal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.log = CallLog(self.clock.now)

    @property
    def ca_file(self) -> str:
        return self.certificates.ca_file if self.certificates else ""

    def stop(self) -> None:
        for portal in self.portals:
            portal.stop()
        self.clock.stop()
        self.forget()

    def forget(self) -> None:
        """Leave no file behind."""
        if self.certificates:
            self.certificates.remove()
