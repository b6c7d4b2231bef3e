#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""coverage_report.py ROOT GCOVR_JSON EXCEPTIONS OUT: the table of what ran, and what did not.

Status 1 where something did not run that EXCEPTIONS does not say, or ran that it does say.
"""
import json
import pathlib
import re
import sys


def fail(message):
    print(f"coverage: {message}", file=sys.stderr)
    sys.exit(2)


def read_exceptions(path):
    """[(file, lines, branches, [source lines], reason)], as the head of that file describes."""
    exceptions = []
    stanzas = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    for stanza in stanzas:
        rows = [row for row in stanza.split("\n") if not row.startswith("#")]
        if not rows:
            continue
        head = re.fullmatch(r"(\S+): (\d+) lines?, (\d+) branch(?:es)?", rows[0])
        quoted = [row[1:].strip() for row in rows[1:] if row.startswith("|")]
        reason = " ".join(row for row in rows[1:] if not row.startswith("|"))
        if not head or not quoted or not reason:
            fail(f"{path.name}: not an exception:\n{stanza}")
        exceptions.append((head[1], int(head[2]), int(head[3]), quoted, reason))
    return exceptions


def places(source, quoted):
    """Where the quoted lines begin in the source, from 1."""
    stripped = [line.strip() for line in source]
    count = len(quoted)
    return [at + 1 for at in range(len(stripped) - count + 1) if stripped[at:at + count] == quoted]


def measure(entry):
    """The file's counts, and by line what did not run: (is the line one, branches)."""
    found = {"lines": 0, "lines_run": 0, "branches": 0, "branches_run": 0, "missing": {}}
    for line in entry["lines"]:
        if line.get("gcovr/noncode"):
            continue
        found["lines"] += 1
        found["lines_run"] += line["count"] > 0
        run = sum(branch["count"] > 0 for branch in line["branches"])
        found["branches"] += len(line["branches"])
        found["branches_run"] += run
        unrun = len(line["branches"]) - run
        if line["count"] == 0 or unrun:
            found["missing"][line["line_number"]] = (line["count"] == 0, unrun)
    return found


def percent(part, whole):
    """Rounded down: 100.0 is all of them."""
    return f"{part * 1000 // whole / 10:5.1f} %" if whole else "    - "


def print_table(rows):
    print(f"{'':34}{'lines':>18}{'branches':>20}{'excepted':>12}")
    for name, found in rows:
        lines = f"{found['lines_run']}/{found['lines']}"
        branches = f"{found['branches_run']}/{found['branches']}"
        print(f"{name:34}{lines:>10} {percent(found['lines_run'], found['lines'])}"
              f"{branches:>12} {percent(found['branches_run'], found['branches'])}"
              f"{found['excepted_lines']:>6}+{found['excepted_branches']}")


def total(name, files):
    chosen = [found for path, found in files.items() if path.startswith(name)]
    keys = ("lines", "lines_run", "branches", "branches_run", "excepted_lines",
            "excepted_branches")
    return {key: sum(found[key] for found in chosen) for key in keys}


def apply_exceptions(exceptions, files, sources):
    """Takes what is excepted out of `missing`; what is wrong with the list, as messages."""
    wrong = []
    for path, lines, branches, quoted, _ in exceptions:
        if path not in files:
            wrong.append(f"{path}: an exception of a file that is not measured")
            continue
        starts = places(sources[path], quoted)
        if len(starts) != 1:
            wrong.append(f"{path}: an exception's text is there {len(starts)} times: {quoted[0]}")
            continue
        missing = files[path]["missing"]
        inside = [missing.pop(number) for number in range(starts[0], starts[0] + len(quoted))
                  if number in missing]
        counted = (sum(line for line, _ in inside), sum(unrun for _, unrun in inside))
        if counted != (lines, branches):
            wrong.append(f"{path}:{starts[0]}: {counted[0]} lines and {counted[1]} branches do not"
                         f" run, the exception says {lines} and {branches}: {quoted[0]}")
        files[path]["excepted_lines"] += counted[0]
        files[path]["excepted_branches"] += counted[1]
    return wrong


def main(root, measured, exceptions, out):
    root = pathlib.Path(root)
    with open(measured, encoding="utf-8") as report:
        entries = json.load(report)["files"]
    files = {entry["file"]: measure(entry) for entry in sorted(entries, key=lambda e: e["file"])}
    if not files:
        fail("nothing was measured")
    for found in files.values():
        found["excepted_lines"] = found["excepted_branches"] = 0
    sources = {path: (root / path).read_text(encoding="utf-8").split("\n") for path in files}
    wrong = apply_exceptions(read_exceptions(pathlib.Path(exceptions)), files, sources)

    # The posted engine is somebody else's code, faults and all: its figures are for reading.
    held = ("impl/indexed/", "model/")
    totals = {name: total(name, files) for name in (*held, "impl/posted/")}
    print_table([*files.items(), *totals.items()])
    for path, found in files.items():
        for number, (is_line, unrun) in found["missing"].items():
            what = "line" if is_line else f"{unrun} branch{'es' if unrun > 1 else ''}"
            print(f"{path}:{number}: {what} not run: {sources[path][number - 1].strip()}")
    for message in wrong:
        print(message)
    left = sum(len(found["missing"]) for path, found in files.items() if path.startswith(held))
    with open(out, "w", encoding="utf-8") as report:
        json.dump({"files": files, "totals": totals, "wrong_exceptions": wrong}, report, indent=1)
    print(f"{left} places of {' and '.join(held)} not run and not excepted, "
          f"{len(wrong)} exceptions wrong")
    return 1 if left or wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
