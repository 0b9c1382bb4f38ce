"""Fills a Word template in: fields and loops in, a docx file out; whatever a text holds, it stays text.

A template is a Word file with tags such as {{ unit }} and {%tr for line in lines %}. The packaged ones may
be replaced by the county's own, of the same name, in the folder `papers` beside its profile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from reports.papers.charts import Bars
from reports.papers.drawings import Photo, collecting, mark_of, put_in, without_marks
from reports.wording import day_in_words, safe

PACKAGED = Path(__file__).parent / "templates"
OWN_FOLDER = "papers"
LONGEST = 4000
"""No honest text of a paper is longer; the rest is counted, not printed."""

# Matches U+FFFE and U+FFFF, which no XML file may hold; must not match U+FFFD, the sign for a broken one.
NEVER_IN_XML = re.compile("[\ufffe\uffff]")
# Matches "{{ unit }}" and "{%tr for line in lines %}"; must not match a single brace.
TAG = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)


class BrokenTemplate(Exception):
    """A template cannot be used: which file, what is wrong, in which paragraph, what to do (Chinese)."""


def template_named(name: str, folder: Path | None = None) -> Path:
    """The template of this name: the county's own if there is one, else the packaged one."""
    own = folder / OWN_FOLDER / name if folder is not None else None
    return own if own is not None and own.is_file() else PACKAGED / name


def filled(template: Path, context: object) -> bytes:
    """The template filled in with a dataclass or a mapping, as the bytes of a docx file.

    Raises BrokenTemplate.
    """
    opened = opened_template(template)
    try:
        with collecting() as drawings:
            opened.render(values(context), environment(), autoescape=True)
        put_in(opened.docx, drawings)
        file = BytesIO()
        opened.save(file)
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError, etree.XMLSyntaxError) as error:
        raise broken(template, opened, error) from error
    return file.getvalue()


def values(context: object) -> Mapping[str, object]:
    """The fields of a paper's facts by name."""
    if isinstance(context, Mapping):
        return context
    assert is_dataclass(context)
    return {one.name: getattr(context, one.name) for one in fields(context)}


def opened_template(template: Path) -> LocatedTemplate:
    """A template ready to be filled in; raises BrokenTemplate for what is no Word file."""
    try:
        opened = LocatedTemplate(BytesIO(bytes_of(template, template.stat().st_mtime_ns)))
        opened.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, etree.XMLSyntaxError) as error:
        raise BrokenTemplate(
            f"模板 {template} 不是可用的 Word（docx）文件，请用 Word 另存为 .docx，或删除它改用程序自带的模板"
        ) from error
    return opened


@lru_cache(maxsize=40)
def bytes_of(template: Path, changed: int) -> bytes:
    """The bytes of a template, read again when it has changed."""
    return template.read_bytes()


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """How tags are read: unknown fields are errors, every text is made safe and escaped."""
    made = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=shown)
    made.filters["day"] = lambda day: day_in_words(day) if day else ""
    return made


def shown(value: object) -> Any:
    """A value as it stands on paper; a drawing leaves its mark."""
    if value is None:
        return ""
    if isinstance(value, Photo | Bars):
        return mark_of(value)
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return fit(value)
    return value


def fit(text: str, longest: int = LONGEST) -> str:
    """A text that a Word file can hold, line by line."""
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip()  # Nearly every text; looking at each sign costs more than all the rest.
    lines = [safe(line, len(line)) for line in NEVER_IN_XML.sub("\ufffd", without_marks(text)).split("\n")]
    whole = "\n".join(lines)
    return whole if len(whole) <= longest else f"{whole[:longest]}……（共 {len(text)} 字，此处从略）"


class LocatedTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types.
    """A template that knows which paragraph each line of its source is, and compiles a source once."""

    source = ""

    def patch_xml(self, src_xml: str) -> str:
        """The source with its tags put together, as docxtpl does it."""
        return patched(src_xml)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """One part of the file, filled in; every paragraph begins a line, by which errors are placed."""
        self.current_rendering_part = part
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        made = compiled(self.source).render(context)
        return str(self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", made)))


@lru_cache(maxsize=100)
def patched(source: str) -> str:
    """A part's source with its tags put together; a county's papers use the same few many times."""
    return str(DocxTemplate(BytesIO()).patch_xml(source))


@lru_cache(maxsize=100)
def compiled(source: str) -> Template:
    """A part's source as a template of ours."""
    return environment().from_string(source)


def broken(template: Path, opened: LocatedTemplate, error: Exception) -> BrokenTemplate:
    """Says what is wrong with a template, and in which of its paragraphs."""
    line = getattr(error, "lineno", None) or line_of(error.__traceback__)
    text = paragraph(opened.source, line)
    where = f"“{text}”一段" if text else "某处"
    return BrokenTemplate(
        f"模板 {template} 的{where}有误（{reason(error)}）。请在 Word 里改正这个标记，"
        "或删除该文件改用程序自带的模板；可用的字段见 docs/papers.md"
    )


def line_of(traceback: TracebackType | None) -> int | None:
    """The line of the template in which a tag failed when it was filled in."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def paragraph(source: str, line: int | None) -> str:
    """The words of the paragraph at a line of the source, or the first tag behind it."""
    lines = source.splitlines()
    if line is None or not 0 < line <= len(lines):
        return ""
    words = re.sub(r"<[^>]+>", "", lines[line - 1]).strip()
    tag = TAG.search(words)
    return words if len(words) <= 60 or tag is None else f"…{tag[0][:60]}…"


def reason(error: Exception) -> str:
    """What is wrong, as far as the office can use it."""
    text = " ".join(str(error).split())[:160]
    for pattern, said in REASONS:
        if found := pattern.search(text):
            return said.format(*found.groups())
    return text


REASONS = (
    # Matches "'unti' is undefined"; must not match an error that names no field.
    (re.compile(r"^'([^']+)' is undefined"), "没有字段“{0}”"),
    # Matches "'…Line object' has no attribute 'numbr'"; must not match other errors of attributes.
    (re.compile(r"has no attribute '([^']+)'"), "没有字段“{0}”"),
    # Matches "Unexpected end of template"; must not match an unknown tag.
    (re.compile(r"Unexpected end of template"), "for 或 if 没有对应的 endfor 或 endif"),
    # Matches "Encountered unknown tag 'fro'."; must not match an unclosed one.
    (re.compile(r"Encountered unknown tag '([^']+)'"), "不认识的标记“{0}”"),
    # Matches "No filter named 'dat'."; must not match an unknown field.
    (re.compile(r"No filter named '([^']+)'"), "不认识的过滤器“{0}”"),
)
