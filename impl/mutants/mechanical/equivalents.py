# SPDX-License-Identifier: MIT
"""The list of mutants that no run can find, with the reason for each."""
import dataclasses
import sys


@dataclasses.dataclass
class Reason:
    names: list
    text: str

    @property
    def is_open(self):
        """Survives, and nobody has said why: no equivalent."""
        return self.text.startswith("open:")

    def covers(self, name):
        return any(name == own or own.endswith("*") and name.startswith(own[:-1])
                   for own in self.names)


def read(path):
    """Stanzas: names, a line each, one that ends in * for all that begin so; a reason, indented."""
    reasons = []
    for stanza in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in stanza.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        names = [line for line in lines if not line.startswith(" ")]
        text = " ".join(line.strip() for line in lines[len(names):])
        if not names or not text or lines[:len(names)] != names:
            sys.exit(f"{path.name}: expected names and then an indented reason:\n{stanza}")
        reasons.append(Reason(names, text))
    return reasons


def reason_of(name, reasons):
    return next((reason for reason in reasons if reason.covers(name)), None)


def without_mutant(reasons, names):
    """Entries of the list that are of no mutant: the line has changed."""
    return [own for reason in reasons for own in reason.names
            if not any(Reason([own], "").covers(name) for name in names)]
