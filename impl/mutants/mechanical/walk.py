# SPDX-License-Identifier: MIT
"""The walk over a syntax tree: in which function a node stands, and what may be wrong there."""

import operators
from operators import Edit, Mutation
from syntax_tree import written

FUNCTIONS = {"FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXDestructorDecl",
             "CXXConversionDecl"}
LOOPS_AND_CHOICES = {"IfStmt", "WhileStmt", "ForStmt", "ConditionalOperator", "ReturnStmt"}
STATEMENT_ENDS = {"ContinueStmt", "BreakStmt", "ReturnStmt", "DeclStmt", "CompoundStmt", "IfStmt",
                  "ForStmt", "WhileStmt", "SwitchStmt", "CXXForRangeStmt", "NullStmt",
                  "CXXTryStmt", "CXXCatchStmt", "DefaultStmt", "CaseStmt"}


def condition_of(node):
    """The node that decides, where there is one that can be made another."""
    if node.kind == "IfStmt":
        if node.raw.get("hasVar"):
            return None
        return node.children[1 if node.raw.get("hasInit") else 0]
    if node.kind == "ForStmt":
        return node.children[2] if node.children[2].kind else None
    if node.kind == "ReturnStmt":
        is_bool = node.children and node.children[0].type == "bool"
        return node.children[0] if is_bool else None
    return node.children[0]


def statements_of(node):
    """Expressions that stand as statements, and whether one is all that a condition decides."""
    if node.kind == "CompoundStmt":
        return [(child, False) for child in node.children]
    if node.kind == "CXXForRangeStmt":
        return [(node.children[-1], False)]
    if node.kind == "IfStmt":
        is_all = not node.raw.get("hasElse")
        first = 1 + bool(node.raw.get("hasInit")) + bool(node.raw.get("hasVar"))
        return [(child, is_all and not node.raw.get("hasVar")) for child in node.children[first:]]
    if node.kind in ("ForStmt", "WhileStmt"):
        return [(node.children[-1], False)]
    return []


class Walk:
    """Gathers the mutations of one file's functions: {(file, function, mutation)} in order."""

    def __init__(self, texts):
        self.texts = texts
        self.found = {}  # (file, mutation) -> function; as a set that keeps its order
        self.constants = set()  # (file, offset) of a constexpr that has to go
        self.constant_functions = {}  # by name: (file, offset) of theirs

    def take(self, node, scope, mutation):
        text = self.texts[node.file]
        edits = tuple(e for e in mutation.edits)
        old = tuple(text[e.begin:e.end] for e in edits)
        if all(e.new == o for e, o in zip(edits, old)):
            return
        for (file, known) in self.found:
            if file == node.file and known.edits == edits:
                return
        self.found.setdefault((node.file, mutation), scope)

    def visit(self, node, scope=""):
        if node.raw.get("isImplicit") or operators.is_told(node):
            return
        if node.kind in FUNCTIONS and node.raw.get("name") in operators.TOLD:
            return
        name = node.raw.get("name", "")
        if node.kind == "CXXRecordDecl" and name:
            scope = name
        elif node.kind in FUNCTIONS and "operator()" not in name.replace(" ", ""):
            scope = name if not scope or "::" in scope else f"{scope}::{name}"
        elif node.kind in FUNCTIONS and not scope:
            scope = name
        if node.kind == "FunctionDecl" and node.raw.get("constexpr") and node.file:
            self.constant_functions[name] = (node.file, node.begin)
        if node.kind == "FieldDecl":
            scope = f"{scope}::{name}"
        if node.kind == "VarDecl" and not self.enter_variable(node, scope):
            return
        if node.file and scope:
            text = self.texts[node.file]
            for mutation in operators.of_node(node, text):
                self.take(node, scope, mutation)
        if scope:
            self.of_statement(node, scope)
        for child in written(node):
            self.visit(child, scope)

    def of_statement(self, node, scope):
        if node.kind in LOOPS_AND_CHOICES and (condition := condition_of(node)) and condition.file:
            for mutation in operators.of_condition(condition, self.texts[condition.file]):
                self.take(condition, scope, mutation)
        for child, is_all in statements_of(node):
            if (not child.file or is_all or child.kind in STATEMENT_ENDS or not child.kind
                    or operators.is_told(child)):
                continue
            self.take(child, scope, Mutation(
                "statement", (Edit(child.begin, child.end, "statement", ""),)))
        if node.kind == "CompoundStmt":
            for child in node.children:
                if child.kind == "ReturnStmt" and not child.children and child.file:
                    self.take(child, scope, Mutation(
                        "statement", (Edit(child.begin, child.end, "return", ""),)))

    def enter_variable(self, node, scope):
        """Whether what it begins with may be wrong. What has to be constant cannot be."""
        if not node.file:
            return True
        text = self.texts[node.file]
        if node.raw.get("constexpr"):
            called = [operators.callee_of(below) for below in node.within()
                      if below.kind == "CallExpr"]
            makers = [self.constant_functions[name] for name in called
                      if name in self.constant_functions]
            is_local = "::" in scope or (scope and scope[0].islower())
            if not is_local and not makers:
                return False
            # Computed as it is loaded, and so is what computes it, or a compiler does it before.
            self.constants.update([(node.file, node.begin), *makers])
        if node.type.split("::")[-1] in ("Hold", "const Hold") and node.raw.get("init") == "call":
            at = text.index("(", node.begin)
            new = (node.begin, node.end, "")
            self.take(node, scope, Mutation("lock", (Edit(at, node.end, "hold", ""),), (new,)))
        elif node.raw.get("init") == "c" and node.type in ("int", "const int"):
            self.of_error(node, scope, text)
        return True

    def of_error(self, node, scope, text):
        """`const int error = f()`: f() is called, and what it says is not heard."""
        call = operators.unwrapped(node.children[0])
        if call.file and call.kind in ("CallExpr", "CXXMemberCallExpr"):
            new = f"(static_cast<void>({text[call.begin:call.end]}), 0)"
            self.take(call, scope,
                      Mutation("condition", (Edit(call.begin, call.end, "value", new),)))
