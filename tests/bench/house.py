"""How large the package is and how it hangs together: `python tests/bench/house.py [FOLDER]`.

Read from the source alone, nothing is imported. Every number stands beside its bound.
"""

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median, quantiles

import networkx as nx

PACKAGE = Path(__file__).parents[2] / "graph" / "casegraph"
Function = ast.FunctionDef | ast.AsyncFunctionDef
MOST_LINES, MOST_FILES, MOST_PARAMETERS, MOST_BODY = 400, 12, 6, 50


@dataclass(frozen=True)
class Import:
    """One imported module of the package: who imports, what, in which line, and whether inside a function."""

    module: str
    target: str
    line: int
    inside: bool


@dataclass(frozen=True)
class Module:
    """A file of the package: its dotted name below the package ("" for the package itself), its text."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The source, parsed."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """Lines of the file."""
        return self.text.count("\n")

    @property
    def room(self) -> str:
        """The folder the file stands in."""
        return self.path.parent.name

    @property
    def is_rule(self) -> bool:
        """Is it one of the rules by which an article is read? They are data, written as code."""
        return self.name.startswith("extract.rules")


def modules(package: Path = PACKAGE) -> dict[str, Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path)
    return found


def imports(house: dict[str, Module], package: str = "casegraph") -> list[Import]:
    """Every import of one module of the package by another; what only the type checker reads is left out."""
    found = []
    for module in house.values():
        here = module.name.split(".") if module.name else []
        if module.path.name != "__init__.py":
            here = here[:-1]
        for node, inside in _nodes(module.tree, False):
            for target in _targets(node, here, package):
                meant = next(part for part in (target, target.rpartition(".")[0]) if part in house or not part)
                if meant != module.name and (meant or target):
                    found.append(Import(module.name, meant, node.lineno, inside))
    return list(dict.fromkeys(found))


def _nodes(node: ast.AST, inside: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inside
        elif isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            for other in child.orelse:
                yield from _nodes(other, inside)
        else:
            yield from _nodes(child, inside or isinstance(child, Function | ast.Lambda))


def _targets(node: ast.Import | ast.ImportFrom, here: list[str], package: str) -> list[str]:
    """What an import statement may name within the package, dotted, below it."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[2] for alias in node.names if alias.name.split(".")[0] == package]
    base = node.module.split(".") if node.module else []
    if node.level:
        base = [*here[: len(here) - node.level + 1], *base]
    elif base[:1] == [package]:
        base = base[1:]
    else:
        return []
    return [".".join([*base, alias.name]) for alias in node.names]


def circles(found: list[Import]) -> list[list[str]]:
    """Groups of modules that import each other, imports inside functions counted; largest first."""
    graph = nx.DiGraph((each.module or "__init__", each.target or "__init__") for each in found)
    groups = [sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1]
    return sorted(groups, key=lambda group: (-len(group), group))


def functions(module: Module) -> Iterator[tuple[str, Function]]:
    """Every function of a module, nested ones too, with its dotted name."""
    yield from _functions(module.tree, module.name)


def _functions(node: ast.AST, name: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield f"{name}.{child.name}", child
        inner = f"{name}.{child.name}" if isinstance(child, Function | ast.ClassDef) else name
        yield from _functions(child, inner)


def body_lines(function: Function) -> int:
    """Lines of a function's body without its docstring."""
    documented = ast.get_docstring(function, clean=False) is not None
    body = function.body[1:] if documented else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def parameters(function: Function) -> list[ast.arg]:
    """The parameters a caller names or places; `self` and `cls` are none."""
    args = function.args
    own = [*args.posonlyargs, *args.args, *args.kwonlyargs]
    return own[1:] if own and own[0].arg in ("self", "cls") else own


def is_command(function: Function) -> bool:
    """Is it a command of click, whose parameters are options?"""
    return any(
        "command(" in ast.unparse(each) or "click.group" in ast.unparse(each) for each in function.decorator_list
    )


NOT_OURS = frozenset({"view.graph.CaseView.copy", "view.graph.CaseView.reverse"})
"""Functions whose parameters networkx sets."""


def positional_bools(name: str, function: Function) -> list[str]:
    """The parameters of a public function that are true or false, and may be given without their name."""
    if any(part.startswith("_") for part in name.split(".")) or is_command(function) or name in NOT_OURS:
        return []
    args = [*function.args.posonlyargs, *function.args.args]
    defaults = [None] * (len(args) - len(function.args.defaults)) + list(function.args.defaults)
    return [
        f"{name}({arg.arg})"
        for arg, default in zip(args, defaults, strict=True)
        if (arg.annotation is not None and "bool" in ast.unparse(arg.annotation).replace("|", " ").split())
        or (isinstance(default, ast.Constant) and isinstance(default.value, bool))
    ]


def classes(house: dict[str, Module]) -> dict[str, list[str]]:
    """The modules that define a class of each name."""
    found = defaultdict(list)
    for module in house.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(module.name)
    return found


def store_methods(house: dict[str, Module]) -> list[str]:
    """The methods of the protocol `Store`; what is read like an attribute is none."""
    for node in ast.walk(house["store.protocol"].tree) if "store.protocol" in house else ():
        if isinstance(node, ast.ClassDef) and node.name == "Store":
            return [each.name for each in node.body if isinstance(each, Function) and not each.decorator_list]
    return []


def rooms(house: dict[str, Module]) -> dict[str, int]:
    """Files of each folder below the package, `__init__` not counted; files beside the folders are no room."""
    found = Counter(module.name.rpartition(".")[0] for module in house.values() if module.path.name != "__init__.py")
    return {room: count for room, count in found.items() if room}


def report(house: dict[str, Module]) -> list[str]:
    """The lines to print: a number, its bound, and what breaks it."""
    found = imports(house)
    plain = [module for module in house.values() if not module.is_rule]
    every = [(name, function) for module in house.values() for name, function in functions(module)]
    bodies = sorted(((body_lines(function), name) for name, function in every), reverse=True)
    sizes = [size for size, _ in bodies]
    many = [
        f"{n} ({len(parameters(f))})" for n, f in every if len(parameters(f)) > MOST_PARAMETERS and not is_command(f)
    ]
    groups = circles(found)
    twice = {name: homes for name, homes in classes(house).items() if len(homes) > 1}
    inside = Counter(each.module or "__init__" for each in found if each.inside)
    bools = [each for name, function in every for each in positional_bools(name, function)]
    rows: list[tuple[str, object, str, list[str]]] = [
        ("lines, extract's rules apart", sum(module.lines for module in plain), "30,900", []),
        ("lines of extract's rules", sum(m.lines for m in house.values() if m.is_rule), "no more than before", []),
        ("modules, extract's rules apart", len(plain), "175", []),
        ("import circles", len(groups), "0", [f"{len(group)}: {', '.join(group)}" for group in groups]),
        ("class names defined more than once", len(twice), "0",
         [f"{name}: {', '.join(homes)}" for name, homes in sorted(twice.items())]),
        ("methods of Store", len(methods := store_methods(house)), "7", [", ".join(methods)]),
        ("rooms with too many files", *_over(rooms(house), MOST_FILES, "extract")),
        ("modules with too many lines", *_over({m.name: m.lines for m in house.values()}, MOST_LINES)),
        ("body of a function, median", median(sizes), "7", []),
        ("body of a function, 90th percentile", quantiles(sizes, n=10)[-1], "20", []),
        ("body of a function, longest", sizes[0], str(MOST_BODY), [f"{n} ({s})" for s, n in bodies if s > MOST_BODY]),
        ("functions with too many parameters", len(many), f"0 over {MOST_PARAMETERS}", many),
        ("modules of the package imported inside functions", inside.total(), "cli, __init__ and start-up only",
         [f"{name} ({count})" for name, count in sorted(inside.items()) if name.split(".")[0] != "cli"]),
        ("bools a caller of something public may give unnamed", len(bools), "0", bools),
    ]  # fmt: skip
    lines = []
    for name, value, bound, details in rows:
        shown = f"{value:,}" if isinstance(value, int) else f"{value:g}"
        lines += [f"{name:52} {shown:>8}   bound: {bound}", *(f"    {detail}" for detail in details if detail)]
    return lines


def _over(sizes: dict[str, int], most: int, *apart: str) -> tuple[int, str, list[str]]:
    """How many are over the bound, the bound, and which they are."""
    over = [
        f"{name or '__init__'} ({size})" for name, size in sorted(sizes.items()) if size > most and name not in apart
    ]
    return len(over), f"0 over {most}", over


def main() -> None:
    """Print the numbers of the package, or of the one in the folder given."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    print("\n".join(report(modules(package))))


if __name__ == "__main__":
    main()
