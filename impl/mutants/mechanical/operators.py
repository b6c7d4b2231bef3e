# SPDX-License-Identifier: MIT
"""What may be wrong at a node of the syntax tree: the operators of mutation.

Left out is what is the same for certain: of an unsigned number and 0, `<=` for `==` and the like;
a statement deleted that is all that a condition decides, as the condition made false is that. And
what the engine only tells its environment, or the processor ahead of time.
"""
import dataclasses

# For each comparison those that differ from it in one outcome of three (less, equal, greater).
COMPARISONS = {"<": ("<=", "!="), "<=": ("<", "=="), ">": (">=", "!="), ">=": (">", "=="),
               "==": ("<=", ">="), "!=": ("<", ">")}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "&": "|", "|": "&", "^": "&",
              "<<": ">>", ">>": "<<"}
ASSIGNMENTS = {"+=": "-=", "-=": "+=", "++": "--", "--": "++"}
# Held more strictly, a lock only costs time.
LOCK_MODES = {"CLAIMCHECK_WRITE": "CLAIMCHECK_READ", "read_interruptible": "CLAIMCHECK_READ",
              "write_interruptible": "CLAIMCHECK_WRITE"}
CALLS = {"CallExpr", "CXXMemberCallExpr", "CXXConstructExpr", "CXXTemporaryObjectExpr",
         "InitListExpr", "CXXNewExpr"}
TOLD = {"access", "prefetch", "__builtin_prefetch", "warn"}
WRAPPERS = {"ImplicitCastExpr", "ExprWithCleanups", "CXXBindTemporaryExpr", "ParenExpr",
            "MaterializeTemporaryExpr"}


@dataclasses.dataclass(frozen=True)
class Edit:
    """At [begin, end) the new text, in one of the forms of rewrite.py."""
    begin: int
    end: int
    form: str  # value, bool, statement, return, hold
    new: str


@dataclasses.dataclass(frozen=True)
class Mutation:
    operator: str
    edits: tuple
    # What people are shown, (begin, end, new), where that is less than what the edits replace.
    shown: tuple = ()


def unwrapped(node):
    while node.kind in WRAPPERS and len(node.children) == 1:
        node = node.children[0]
    return node


def is_builtin_number(node):
    words = set(node.canonical_type.replace("const", "").split())
    return bool(words) and words <= {"unsigned", "long", "int", "short", "char", "bool", "signed"}


def callee_of(call):
    callee = unwrapped(call.children[0])
    name = callee.raw.get("name") or callee.raw.get("referencedDecl", {}).get("name", "")
    return name.removeprefix("->").removeprefix(".")


def is_told(node):
    """A call of something that has no part in what the engine does."""
    node = unwrapped(node)
    if node.kind not in ("CallExpr", "CXXMemberCallExpr"):
        return False
    return callee_of(node) in TOLD


def literal(node):
    node = unwrapped(node)
    return node.raw.get("value") if node.kind == "IntegerLiteral" else None


def of_node(node, text):
    """The mutations of an expression, whatever it stands in."""
    make = {"BinaryOperator": of_binary, "CompoundAssignOperator": of_assignment,
            "UnaryOperator": of_unary, "IntegerLiteral": of_integer,
            "CharacterLiteral": of_character, "CXXBoolLiteralExpr": of_bool,
            "DeclRefExpr": of_name, "CXXOperatorCallExpr": of_operator_call,
            "CXXRewrittenBinaryOperator": of_operator_call}.get(node.kind)
    found = list(make(node, text)) if make else []
    if node.kind in CALLS:
        found += of_arguments(node, text)
    return found


def value(operator, node, new):
    return Mutation(operator, (Edit(node.begin, node.end, "value", new),))


def with_operator(kind, node, text, other):
    """A binary operator, the other in its place."""
    left, right = node.children
    opcode = node.raw["opcode"]
    at = text.find(opcode, left.end, right.begin)
    if left.file and right.file and at >= 0:
        sides = text[node.begin:at], text[at + len(opcode):node.end]
        if kind == "logic":  # the other binds in another way
            sides = f"({text[left.begin:left.end]})", f"({text[right.begin:right.end]})"
        yield Mutation(kind, (Edit(node.begin, node.end, "value", other.join(sides)),),
                       ((at, at + len(opcode), other),))


def of_binary(node, text):
    opcode = node.raw["opcode"]
    left, right = node.children
    if opcode in COMPARISONS:
        is_of_zero = "0" in (literal(left), literal(right))
        is_unsigned = "unsigned" in left.canonical_type
        is_plain = is_builtin_number(left) and not (is_of_zero and is_unsigned)
        for other in COMPARISONS[opcode] if is_plain else (OPPOSITE[opcode],):
            yield from with_operator("comparison", node, text, other)
    elif opcode in ("&&", "||") and left.file and right.file:
        yield from with_operator("logic", node, text, "||" if opcode == "&&" else "&&")
        for kept, gone in (left, (left.end, right.end)), (right, (left.begin, right.begin)):
            new = f"static_cast<bool>({text[kept.begin:kept.end]})"
            yield Mutation("logic", (Edit(node.begin, node.end, "value", new),), ((*gone, ""),))
    elif opcode in ARITHMETIC:
        is_distance = opcode == "-" and "*" in left.type and "*" in right.type
        if not is_distance:
            yield from with_operator("arithmetic", node, text, ARITHMETIC[opcode])


def of_assignment(node, text):
    other = ASSIGNMENTS.get(node.raw["opcode"])
    if other:
        yield from with_operator("assignment", node, text, other)


def of_unary(node, text):
    opcode = node.raw["opcode"]
    operand = node.children[0]
    inner = text[operand.begin:operand.end]
    if opcode == "!":
        yield Mutation("condition", (Edit(node.begin, node.end, "value",
                                          f"static_cast<bool>({inner})"),),
                       ((node.begin, operand.begin, ""),))
    elif opcode in ASSIGNMENTS:
        other = ASSIGNMENTS[opcode]
        is_postfix = node.raw["isPostfix"]
        at = operand.end if is_postfix else node.begin
        yield Mutation("assignment", (Edit(node.begin, node.end, "value",
                                           inner + other if is_postfix else other + inner),),
                       ((at, at + 2, other),))
    elif opcode == "-" and (error := text[node.begin:node.end])[1:].startswith("E"):
        yield value("errno", node, "-EINVAL" if error != "-EINVAL" else "-ENOENT")


def of_operator_call(node, text):
    """A comparison of objects: only that it holds or not can be wrong."""
    old = text[node.begin:node.end]
    if node.type == "bool" and ("==" in old or "!=" in old):
        new = old.replace("==", "!=") if "==" in old else old.replace("!=", "==")
        yield value("comparison", node, new)


def of_integer(node, text):
    old = text[node.begin:node.end]
    if old.startswith("E"):
        return  # an errno: of_unary
    if not old.isdigit():
        yield value("constant", node, f"({old} + 1)")
        yield value("constant", node, f"({old} - 1)")
    elif old.startswith("0") and len(old) > 1:
        yield value("constant", node, f"0{int(old, 8) + 1:o}")
        yield value("constant", node, f"0{int(old, 8) - 1:o}")
    else:
        yield value("constant", node, str(int(old) + 1))
        yield value("constant", node, str(int(old) - 1))


def of_character(node, text):
    if text[node.begin:node.end].startswith("'"):
        yield value("constant", node, f"static_cast<char>({text[node.begin:node.end]} + 1)")


def of_bool(node, text):
    yield value("constant", node, "false" if node.raw["value"] else "true")


def of_name(node, text):
    new = LOCK_MODES.get(text[node.begin:node.end])
    if new:
        yield value("lock", node, new)


def of_arguments(node, text):
    """Two arguments side by side, of one type, in each other's place."""
    arguments = node.children
    if node.kind in ("CallExpr", "CXXMemberCallExpr"):
        arguments = arguments[1:]
    arguments = [unwrapped(argument) for argument in arguments]
    for one, other in zip(arguments, arguments[1:]):
        if not (one.file and other.file) or one.end > other.begin or not one.canonical_type:
            continue
        texts = text[one.begin:one.end], text[other.begin:other.end]
        if (texts[0] == texts[1] or one.canonical_type != other.canonical_type
                or one.raw.get("valueCategory") != other.raw.get("valueCategory")
                or other.begin - one.end > 80 or "lambda" in one.type):
            continue
        yield Mutation("argument", (Edit(one.begin, one.end, "value", texts[1]),
                                    Edit(other.begin, other.end, "value", texts[0])))


def of_condition(node, text):
    """What decides an if, a loop or a choice, or is returned as a bool: always, and never.

    Its opposite differs wherever one of the two does, and of its parts there are others.
    """
    old = text[node.begin:node.end]
    for new in "true", "false":
        if node.file and old not in ("true", "false"):
            yield Mutation("condition", (Edit(node.begin, node.end, "bool", new),))
