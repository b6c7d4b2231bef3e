# SPDX-License-Identifier: MIT
"""All mutants of a file in one text: each place asks whether its mutant is the active one."""
import re

# How near to the text that is replaced; at one place the nearest is innermost.
NEARNESS = {"value": 0, "bool": 1, "statement": 2, "return": 2, "hold": 2}


def around(edit, number):
    """What goes before and after the text as it is, in which others may be active."""
    on = f"::claimcheck::mechanical::is_active({number})"
    if edit.form == "value":
        return f"({on} ? ({edit.new}) : (", "))"
    if edit.form == "bool":
        return f"({on} ? static_cast<bool>({edit.new}) : static_cast<bool>(", "))"
    if edit.form == "statement":
        return f"({on} ? void() : void(", "))"
    if edit.form == "return":
        return f"if (!{on}) ", ""
    return f" = {on} ? Hold() : Hold", ""


def with_all(text, numbered):
    """numbered: [(number, Mutation)]."""
    edits = [(edit, number) for number, mutation in numbered for edit in mutation.edits]
    insertions = []
    for edit, number in edits:
        before, after = around(edit, number)
        depth = (NEARNESS[edit.form], number)
        # At one offset what ends goes first, the nearest of it first; then what begins, the
        # widest first.
        insertions.append(((edit.end, 0, edit.end - edit.begin, *depth), after))
        insertions.append(((edit.begin, 1, -(edit.end - edit.begin), *(-d for d in depth)), before))
    out, at = [], 0
    for (offset, *_), inserted in sorted(insertions):
        out += [text[at:offset], inserted]
        at = offset
    return "".join(out) + text[at:]


def drop_constants(text, offsets):
    """The text of the same length, without the constexpr at the offsets.

    And without a const in its place: what a constant number begins with a compiler computes.
    """
    for offset in offsets:
        begin = text.rindex("constexpr", 0, offset + len("constexpr"))
        text = text[:begin] + " " * len("constexpr") + text[begin + len("constexpr"):]
    return text


def shown_of(mutation):
    return sorted(mutation.shown or tuple((e.begin, e.end, e.new) for e in mutation.edits))


def with_one(text, mutation):
    """The text with this mutant alone, as people would write it."""
    for begin, end, new in reversed(shown_of(mutation)):
        text = text[:begin] + new + text[end:]
    return text


def in_a_line(text):
    return " ".join(re.sub(r"//[^\n]*", "", text).split())


def change(text, mutation):
    """The lines that change, as one line, with {old -> new} where they do."""
    shown = shown_of(mutation)
    first, last = shown[0][0], shown[-1][1]
    old = text[first:last]
    new = with_one(text, mutation)[first:last + sum(len(n) - (e - b) for b, e, n in shown)]
    begin = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    old, new = in_a_line(old), in_a_line(new)
    if len(old) > 70:
        old = old[:60] + "..."
    head, tail = text[begin:first].lstrip(), re.sub(r"\s*//[^\n]*", "", text[last:end]).rstrip()
    return f"{head}{{{old} -> {new[:70]}}}{tail}"
