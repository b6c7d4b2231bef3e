# SPDX-License-Identifier: MIT
"""The syntax tree of a source file, as clang sees it, cut down to what was written by hand."""
import dataclasses
import json
import pathlib
import subprocess

# What must be constant cannot ask which mutant is active: sizes of arrays, labels, assertions.
CONSTANT = {"ConstantExpr", "StaticAssertDecl", "EnumDecl", "TemplateArgument", "AlignedAttr"}
# Written by the compiler, in part or in whole, and at places of other text.
COMPILED = {"CXXDefaultArgExpr", "CXXDefaultInitExpr"}


@dataclasses.dataclass
class Node:
    kind: str
    file: pathlib.Path | None  # None: not one of ours, or from within a macro
    begin: int
    end: int
    raw: dict
    children: list

    @property
    def type(self):
        return self.raw.get("type", {}).get("qualType", "")

    @property
    def canonical_type(self):
        types = self.raw.get("type", {})
        return types.get("desugaredQualType", types.get("qualType", ""))

    def within(self):
        """This and all below it."""
        yield self
        for child in self.children:
            yield from child.within()


class Reader:
    """Clang names a file only where it is another than that of the place printed before."""

    def __init__(self, root, texts):
        self.root = root
        self.texts = texts  # of each file of ours
        self.file = None

    def place(self, location):
        """(file, offset, length) where the text stands that people wrote, or None."""
        if "expansionLoc" in location:
            spelled = self.place(location["spellingLoc"])
            expanded = self.place(location["expansionLoc"])
            if location["expansionLoc"].get("isMacroArgExpansion"):
                return spelled
            return expanded
        self.file = location.get("file", self.file)
        if "offset" not in location:
            return None
        return self.file, location["offset"], location["tokLen"]

    def ours(self, begin, end):
        if not begin or not end or begin[0] != end[0]:
            return None
        file = pathlib.Path(begin[0])
        file = file.resolve()
        return file if file in self.texts else None

    def read(self, raw):
        if "loc" in raw:
            self.place(raw["loc"])
        places = raw.get("range", {"begin": {}, "end": {}})
        begin, end = self.place(places["begin"]), self.place(places["end"])
        file = self.ours(begin, end)
        offsets = (begin[1], end[1] + end[2]) if file else (0, 0)
        if file and self.is_part_of_macro_call(file, places, offsets):
            file = None
        children = [self.read(child) for child in raw.get("inner", [])]
        node = Node(raw.get("kind", ""), file, *offsets, raw, children)
        return node

    def is_part_of_macro_call(self, file, places, offsets):
        """A macro with arguments is expanded as a whole, and has no place but that of its name."""
        if "expansionLoc" not in places["end"]:
            return False
        return self.texts[file][offsets[1]:].lstrip().startswith("(")


def written(node):
    """The children that were written by hand, and are not to be constants."""
    if node.kind == "CXXForRangeStmt":
        # What it is made of, and the body; between them the loop that the compiler writes.
        range_variable = node.children[1].children[0]
        return range_variable.children + node.children[-1:]
    if node.kind == "CaseStmt":
        return node.children[1:]
    if node.kind == "CXXRewrittenBinaryOperator":
        return []
    return [child for child in node.children
            if child.kind not in CONSTANT | COMPILED and not child.raw.get("isImplicit")
            and not child.raw.get("isDefaulted") and "explicitlyDefaulted" not in child.raw]


def parse(clang, source, flags, root, texts):
    """The declarations in our namespaces that a source file sees, with all that they hold."""
    command = [clang, *flags, "-fsyntax-only", "-Xclang", "-ast-dump=json", "-Xclang",
               "-ast-dump-filter=claimcheck::", str(source)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=root).stdout.decode()
    decoder = json.JSONDecoder()
    at = 0
    while at < len(printed):
        if printed[at].isspace():
            at += 1
            continue
        raw, at = decoder.raw_decode(printed, at)
        yield Reader(root, texts).read(raw)
