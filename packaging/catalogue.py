"""The Russian catalogue of the screen: `python packaging/catalogue.py update`, or `check`.

`update` collects the texts of the program, brings resources/i18n/ru.po to the same set and compiles ru.mo
from it. What is new stands there with an empty translation; what went is kept at the end as a comment.
`check` changes nothing and lists what is wrong; `make check` runs it.
"""

from __future__ import annotations

import ast
import io
import re
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("main.py", "caseapp", "db", "ui")
PO = ROOT / "resources" / "i18n" / "ru.po"
MO = PO.with_suffix(".mo")
#: The functions of caseapp/i18n.py, with how many of their first arguments are texts.
CALLS = {"tr": 1, "N_": 1, "ntr": 2, "ptr": 2}
PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
#: Nothing here tells when, where or with what the catalogue was made, so that equal texts give equal files.
HEADERS = [
    ("Project-Id-Version", "Caseapp"),
    ("Language", "ru"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", PLURALS),
]
_MNEMONIC = re.compile(r"&([^\W_])")
#: A translation ends as its text does; a full stop may also end an abbreviation.
_ENDINGS = (".", ":", "…", "?", "\n", " ")


@dataclass
class Text:
    """A text of the program and the files that say it."""

    one: str
    many: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        """What the catalogue finds it by."""
        return self.context, self.one


class Refused(Exception):
    """A text that nobody can translate, with its place."""


class Catalogue(Catalog):
    """A catalogue whose headers are ours alone."""

    def __init__(self) -> None:
        super().__init__(locale="ru", fuzzy=False)

    mime_headers = property(lambda self: HEADERS, lambda self, told: None)


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _choices(node: ast.expr) -> list[ast.expr]:
    """Both texts of `one if it is so else another`, or the one that stands there."""
    if isinstance(node, ast.IfExp):
        return _choices(node.body) + _choices(node.orelse)
    return [node]


def texts_of(source: str, name: str) -> Iterator[Text]:
    """The texts that one file says.

    Raises Refused for a text that is put together while the program runs: an f-string, an addition, a
    `.format()`. A variable is fine for `tr`, as its text is marked where it stands.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        wanted = CALLS.get(node.func.id)
        if wanted is None:
            continue
        where = f"{name}:{node.lineno}"
        if len(node.args) < wanted:
            raise Refused(f"{where}: {node.func.id}() needs {wanted} text(s)")
        if node.func.id == "tr":
            yield from _shown(node.args[0], name, where)
            continue
        found = [_literal(argument) for argument in node.args[:wanted]]
        if None in found:
            raise Refused(f"{where}: {node.func.id}() takes plain texts")
        first, *more = (text or "" for text in found)
        if node.func.id == "ptr":
            yield Text(more[0], context=first, files={name})
        else:
            yield Text(first, more[0] if more else "", files={name})


def _shown(argument: ast.expr, name: str, where: str) -> Iterator[Text]:
    for node in _choices(argument):
        text = _literal(node)
        if text:
            yield Text(text, files={name})
        elif isinstance(node, (ast.JoinedStr, ast.BinOp)) or (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
        ):
            raise Refused(f"{where}: tr() takes a plain text or a variable")


def scripts() -> list[Path]:
    """The files that speak to the user."""
    found: list[Path] = []
    for source in SOURCES:
        path = ROOT / source
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return found


def collect() -> list[Text]:
    """All texts of the program, in an order that does not depend on where they stand."""
    found: dict[tuple[str, str], Text] = {}
    for path in scripts():
        name = path.relative_to(ROOT).as_posix()
        for text in texts_of(path.read_text(encoding="utf-8"), name):
            known = found.setdefault(text.key, text)
            known.files |= text.files
            if text.many:
                if known.many not in ("", text.many):
                    raise Refused(f"{name}: “{text.one}” has two plurals")
                known.many = text.many
    return sorted(found.values(), key=lambda text: (text.one.casefold(), text.one, text.context))


def read() -> Catalog:
    """The catalogue as it stands; an empty one if there is none."""
    if not PO.exists():
        return Catalogue()
    with PO.open("rb") as file:
        return read_po(file, locale="ru")


def merged(texts: Iterable[Text], old: Catalog) -> Catalogue:
    """A catalogue of these texts with the translations of the old one, and the rest of it as obsolete."""
    new = Catalogue()
    kept = {_key(m): m for m in [*old.obsolete.values(), *old] if m.id}
    for text in texts:
        known = kept.pop(text.key, None)
        empty: str | tuple[str, ...] = ("", "", "") if text.many else ""
        said = known.string if known is not None and not known.fuzzy else empty
        if isinstance(said, str) == bool(text.many):
            said = empty
        new.add(
            (text.one, text.many) if text.many else text.one,
            said,
            locations=[(file, 0) for file in sorted(text.files)],
            user_comments=known.user_comments if known is not None else (),
            context=text.context or None,
        )
    for message in sorted(kept.values(), key=_key):
        if _said(message):
            new.obsolete[_key(message)] = Message(message.id, message.string, context=message.context)
    return new


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", _ids(message)[0]


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _said(message: Message) -> tuple[str, ...]:
    """The translations of a text, one per plural form; nothing while one is missing."""
    said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return said if all(said) else ()


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a translator reads it: no line numbers, so that it changes with texts alone."""
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in HEADERS)
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, include_lineno=False, width=100)
    return f'# Texts of the screen in Russian.\nmsgid ""\nmsgstr ""\n{head}\n'.encode() + out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    clean = Catalogue()
    for message in catalogue:
        if message.id and _said(message) and not message.fuzzy:
            clean.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, clean)
    return out.getvalue()


def names(text: str) -> set[str]:
    """The `{placeholders}` of a text, with how each is written."""
    return {
        f"{name}!{convert}:{form}"
        for _, name, form, convert in string.Formatter().parse(text)
        if name is not None
    }


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    ids, said = _ids(message), _said(message)
    if not said:
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked as doubtful"
    if len(ids) > 1 and len(said) != 3:
        yield "does not have three plural forms"
    wanted = set().union(*map(names, ids))
    for form in said:
        try:
            found = names(form)
        except ValueError:
            yield "has a broken placeholder"
            continue
        # The singular may say “one” without the figure, but only where English does.
        if found != wanted and found not in map(names, ids):
            yield f"has placeholders {sorted(found)} instead of {sorted(wanted)}"
        yield from _letter_faults(ids[0], form)
        for ending in _ENDINGS:
            if ids[-1].endswith(ending) and not form.endswith(ending):
                yield f"does not end with {ending!r}"
            if ending != "." and form.endswith(ending) and not ids[-1].endswith(ending):
                yield f"ends with {ending!r}"
        if ids[0].startswith(" ") != form.startswith(" "):
            yield "begins with a space in one language alone"


def mnemonics(text: str) -> str:
    """The letters that Alt leads to in a text, in small letters."""
    return "".join(_MNEMONIC.findall(text.replace("&&", ""))).casefold()


def _letter_faults(source: str, said: str) -> Iterator[str]:
    """Letters for Alt: as many as in English, and typed with the Russian layout. Quotation marks: Russian."""
    here, there = mnemonics(source), mnemonics(said)
    if len(here) != len(there):
        yield f"has {len(there)} mnemonics instead of {len(here)}"
    elif not re.fullmatch("[а-яё0-9]*", there):
        yield "has a mnemonic that the Russian layout can't type"
    if re.search('["“”]', said):
        yield "has quotation marks that are not «Russian»"


def clashes(texts: Iterable[Text], known: Mapping[tuple[str, str], Message]) -> Iterator[str]:
    """Texts of one file that lead to different letters in English and to the same one in Russian."""
    held: dict[tuple[str, str], Text] = {}
    for text in texts:
        message = known.get(text.key)
        letter = mnemonics(_said(message)[0]) if message is not None and _said(message) else ""
        for file in sorted(text.files) if letter else ():
            other = held.setdefault((file, letter), text)
            if mnemonics(other.one) != mnemonics(text.one):
                yield f"“{other.one}” and “{text.one}” share the mnemonic {letter.upper()} in {file}"


def check() -> list[str]:
    """Everything that is wrong with the catalogue, one line each."""
    try:
        texts = collect()
    except Refused as refusal:
        return [str(refusal)]
    old = read()
    found = []
    known = {_key(message): message for message in old if message.id}
    for text in texts:
        message = known.get(text.key)
        if message is None or (text.many and _ids(message) != (text.one, text.many)):
            found.append(f"“{text.one}” ({min(text.files)}) is not in {PO.name}: run update")
    wanted = {text.key for text in texts}
    for key, message in known.items():
        if key not in wanted:
            found.append(f"“{key[1]}” is no longer said: run update")
        else:
            found += [f"“{key[1]}” {fault}" for fault in faults(message)]
    found += clashes(texts, known)
    if not MO.exists() or MO.read_bytes() != as_mo(old):
        found.append(f"{MO.name} is not made from {PO.name}: run update")
    return found


def update() -> str:
    """Brings both files to the texts of the program; gives a line that tells how many still wait."""
    catalogue = merged(collect(), read())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(catalogue))
    MO.write_bytes(as_mo(catalogue))
    waiting = sum(1 for message in catalogue if message.id and not _said(message))
    return f"{len(catalogue)} texts, {waiting} not translated"


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        try:
            print(update())
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return 1
        return 0
    if arguments == ["check"]:
        found = check()
        print(
            "\n".join(line.replace("\n", "⏎") for line in found)
            if found
            else "The Russian catalogue is complete"
        )
        return 1 if found else 0
    print("catalogue.py update | check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
