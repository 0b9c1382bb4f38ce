"""The commands of `zwaudit`: options and help; each hands over to the job of its name.

A job and all that it needs are imported when it runs: help must not wait for what reads Word files.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.errors import UserMistake
from checks.outcome import Severity, Verdict

if TYPE_CHECKING:
    from audit.files import Named, Unread

Command = Callable[..., Any]

DAY = click.DateTime(formats=["%Y-%m-%d"])


def options(*added: Command) -> Callable[[Command], Command]:
    """Apply options in the order in which help lists them."""

    def apply(command: Command) -> Command:
        for option in reversed(added):
            command = option(command)
        return command

    return apply


COUNTY = click.option(
    "--county", required=True, type=Path, metavar="DIR", help="县配置目录（含 county.toml）。"
)
DB = click.option("--db", metavar="URL", help="数据库地址，默认 sqlite:///<out>/zwaudit.db。")
OUT = click.option(
    "--out", type=Path, default=Path("out"), show_default=True, metavar="DIR", help="输出目录。"
)
AS_OF = click.option("--as-of", type=DAY, metavar="日期", help="按哪一天计（北京时间），默认今天。")
FULL = click.option("--full", is_flag=True, help="全部重新下载，不询问页面是否有变化。")
job_options = options(COUNTY, DB, OUT, AS_OF)


@click.command()
@job_options
@FULL
@click.option(
    "--fail-on", type=click.Choice([s.value for s in Severity]), help="有该级及更重的问题时退出码为 1。"
)
def audit(
    county: Path, db: str | None, out: Path, as_of: datetime | None, full: bool, fail_on: str | None
) -> None:
    """采集、对照评估要点、比对上次结果、生成报告，一次完成。"""
    from audit.night import audit as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        night = job(workspace, full=full)
    if fail_on and night.has_open(Severity(fail_on)):
        sys.exit(1)


@click.command()
@job_options
@FULL
def crawl(county: Path, db: str | None, out: Path, as_of: datetime | None, full: bool) -> None:
    """只采集：取回各渠道的页面和文件并保存。"""
    from audit.night import crawl as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace, full=full)


@click.command()
@job_options
def check(county: Path, db: str | None, out: Path, as_of: datetime | None) -> None:
    """只判断：用现有规则重新判断最近一次采集到的内容，不联网。"""
    from audit.night import check as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace)


@click.command()
@job_options
def report(county: Path, db: str | None, out: Path, as_of: datetime | None) -> None:
    """只生成报告：县总览和各单位问题清单。"""
    from audit.night import report as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace)


@click.command()
@job_options
@click.option("--unit", metavar="单位", help="复查这个单位的全部问题。")
@click.option("--finding", metavar="编号", help="只复查这一个问题。")
@click.option("--issued", is_flag=True, help="与 --unit 同用：只复查已经下发给该单位的问题。")
@click.option("--by", default="", metavar="姓名", help="谁要求复查，记入台账。")
def recheck(
    county: Path, db: str | None, out: Path, as_of: datetime | None, unit: str | None, finding: str | None,
    issued: bool, by: str,
) -> None:  # fmt: skip
    """复查：只重新读取有关页面，逐条说明原状态和现状态。"""
    from audit.recheck import recheck as job
    from audit.workspace import open_workspace

    if bool(unit) == bool(finding):
        raise UserMistake("请用 --unit 或 --finding 指明复查哪个单位或哪个问题（二者选一）")
    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace, unit=unit, finding=finding, issued=issued, who=by)


@click.command("import")
@COUNTY
@click.option("--source", metavar="来源", help="导入网页：属于哪个来源（县配置里的 name）。")
@click.option("--as", "kind", metavar="种类", help="导入数据导出：是哪一种，如 好差评；默认按栏目识别。")
@click.option("--unit", metavar="单位", help="数据导出是哪个单位的；全县的写 全县。默认按内容确定。")
@click.option("--since", type=DAY, metavar="日期", help="数据导出的起始日期，默认按标题或内容确定。")
@click.option("--until", type=DAY, metavar="日期", help="数据导出的截止日期，默认按标题或内容确定。")
@DB
@OUT
@AS_OF
@click.argument("files", nargs=-1, required=True, type=Path, metavar="文件或文件夹...")
def import_(
    county: Path,
    source: str | None,
    kind: str | None,
    unit: str | None,
    since: datetime | None,
    until: datetime | None,
    db: str | None,
    out: Path,
    as_of: datetime | None,
    files: tuple[Path, ...],
) -> None:
    """导入保存的网页（用 --source）、填好的自查表（xlsx），或各系统的数据导出（xlsx、xls、csv）。"""
    from audit.exports import Asked, import_exports
    from audit.forms import forms_in, import_forms
    from audit.importing import import_pages
    from audit.workspace import open_workspace

    asked = Asked(kind or "", unit or "", day_of(since), day_of(until))
    if source is not None and asked != Asked():
        raise UserMistake("--source 用于导入网页，不能与 --as、--unit、--since、--until 一起用")

    with open_workspace(county, db, out, as_of) as workspace:
        if source is not None:
            import_pages(workspace, source, files)
        elif asked == Asked() and (forms := forms_in(files)):
            import_forms(workspace, forms)
        else:
            import_exports(workspace, files, asked)


@click.command("import-replies")
@job_options
@click.option("--by", default="", metavar="姓名", help="由谁导入，记入台账；默认记为各单位的回填表。")
@click.option("--overwrite", is_flag=True, help="与已有答复不一致的，也按表格写入（原答复留在经过里）。")
@click.option("--dry-run", is_flag=True, help="只显示将写入什么，不写入。")
@click.argument("files", nargs=-1, required=True, type=Path, metavar="文件或文件夹...")
def import_replies(
    county: Path, db: str | None, out: Path, as_of: datetime | None, by: str, overwrite: bool, dry_run: bool,
    files: tuple[Path, ...],
) -> None:  # fmt: skip
    """导入单位填好的问题清单（xlsx）：按问题编号读回核对和整改情况，不一致的逐条列出，不悄悄覆盖。"""
    from audit.replies.job import import_replies as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace, files, who=by, overwrite=overwrite, dry_run=dry_run)


@click.command()
@COUNTY
@click.option("--out", required=True, type=Path, metavar="FILE", help="写到哪个文件；不写单位时为文件夹。")
@click.option("--on-site", is_flag=True, help="评估员现场核验用：另有核验结论、说明和日期三栏。")
@click.argument("unit", required=False, metavar="[单位]")
def form(county: Path, out: Path, on_site: bool, unit: str | None) -> None:
    """写出空白的自查表：一个单位的，或全部单位的（不写单位）。填好后用 zwaudit import 导入。"""
    from audit.forms import write_forms as job
    from audit.workspace import load_profile, load_rules

    profile = load_profile(county)
    job(profile, load_rules(profile), unit, out, on_site=on_site)


def day_of(given: datetime | None) -> date | None:
    return given.date() if given else None


@click.command()
@job_options
@click.option("--dry-run", is_flag=True, help="只列出要发的通知，不发送。")
@click.option("--test", "trial", is_flag=True, help="向每个接收地址发一条测试消息。")
def notify(
    county: Path, db: str | None, out: Path, as_of: datetime | None, dry_run: bool, trial: bool
) -> None:
    """发通知：清单下发、到期提醒、采集结果和告警，按县配置 [notify] 发给单位和办公室。"""
    from audit.notifying import notify_now
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        notify_now(workspace, dry_run=dry_run, trial=trial)


@click.command("pictures")
@job_options
@click.option("--limit", type=click.IntRange(min=1), metavar="张数", help="最多截多少张，默认不限。")
def pictures_(county: Path, db: str | None, out: Path, as_of: datetime | None, limit: int | None) -> None:
    """截图：为还没有截图的问题，从采集时存档的页面截取原文所在位置（需要本机有浏览器）。"""
    from audit.pictures import take_all
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        take_all(workspace, limit)


@click.command()
@click.argument("paths", nargs=-1, metavar="[文件或文件夹]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="输出格式。",
)
@click.option("--records", is_flag=True, help="输入为逐行 JSON 的办事指南（无文件名时读标准输入）。")
@click.option("--county", type=Path, metavar="DIR", help="按该县配置的规则和阈值判断。")
def lint(paths: tuple[str, ...], form: str, records: bool, county: Path | None) -> None:
    """发布前自查：判断文件里的办事指南有无问题，不保存任何内容。“-”表示标准输入。"""
    from audit import lint as linting
    from audit.files import Named, read_paths, record_stream
    from audit.workspace import load_profile, load_rules

    if not paths and not records:
        raise UserMistake("请给出要检查的文件；“-”表示标准输入")
    rules = load_rules(load_profile(county) if county else None)
    read = list(record_stream(paths) if records else read_paths(paths))
    found = list(linting.flagged([one for one in read if isinstance(one, Named)], rules))
    if found or form == "sarif":
        click.echo(linting.rendered(found, rules, form))
    unread = complain(read)
    if form == "text" and not found and not unread:
        click.echo("没有发现问题。")
    if linting.worst(found) is Verdict.FAIL:
        sys.exit(1)
    if unread:
        sys.exit(2)


@click.command()
@click.argument("paths", nargs=-1, metavar="[文件]...")
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="输出格式。")
@click.option(
    "--stored", is_flag=True, help="改为重读数据库里保存的网页（需 --db），不联网，不改动任何内容。"
)
@click.option("--db", metavar="URL", help="数据库地址，如 sqlite:///out/zwaudit.db。")
@click.option("--source", metavar="来源", help="只重读这个来源的网页。")
def extract(paths: tuple[str, ...], form: str, stored: bool, db: str | None, source: str | None) -> None:
    """显示从文件里读到的内容，每行一个 JSON 对象。"""
    import json

    from audit.files import Named
    from checks.records import to_json

    read: list[Named | Unread] = []
    for one in stored_pieces(paths, db, source) if stored else given_pieces(paths, db, source):
        if isinstance(one, Named):
            click.echo(json.dumps(to_json(one.piece), ensure_ascii=False))
        else:
            read.append(one)
    if complain(read) and not stored:
        sys.exit(2)


def given_pieces(paths: tuple[str, ...], db: str | None, source: str | None) -> Iterable[Named | Unread]:
    """What the files named say."""
    from audit.files import read_paths

    if db or source:
        raise UserMistake("--db 和 --source 要与 --stored 一起用")
    if not paths:
        raise UserMistake("请给出要读的文件；“-”表示标准输入")
    return read_paths(paths)


def stored_pieces(paths: tuple[str, ...], db: str | None, source: str | None) -> Iterable[Named | Unread]:
    """What the pages of a database say."""
    from audit.rereading import reread

    if paths:
        raise UserMistake("--stored 重读数据库里的网页，不能同时给出文件")
    if not db:
        raise UserMistake("--stored 需要用 --db 指明数据库")
    return reread(db, source)


def complain(read: list[Named | Unread]) -> bool:
    """Name each file that could not be read; True if there was one."""
    from audit.files import Unread

    unread = [one for one in read if isinstance(one, Unread)]
    for one in unread:
        click.echo(f"zwaudit：{one}", err=True)
    return bool(unread)


@click.command()
@click.option("--db", required=True, metavar="URL", help="数据库地址，如 sqlite:///out/zwaudit.db。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "xlsx", "sarif"]),
    default="jsonl",
    show_default=True,
)
@click.option("--status", multiple=True, metavar="状态", help="只要这些状态，如 待复核；可多次给出。")
@click.option("--unit", metavar="单位", help="只要这个单位。")
@click.option("--out", type=Path, metavar="FILE", help="写入文件；默认写到标准输出。")
def export(db: str, form: str, status: tuple[str, ...], unit: str | None, out: Path | None) -> None:
    """导出问题清单数据。"""
    from audit.exporting import export as job

    job(db, form, statuses=status, unit=unit, out=out)


@click.command()
@job_options
@click.option("--round", "round_name", required=True, metavar="轮次", help="哪一轮，如 第一轮。")
@click.option("--unit", metavar="单位", help="只做这个单位的，默认全部。")
def package(
    county: Path, db: str | None, out: Path, as_of: datetime | None, round_name: str, unit: str | None
) -> None:
    """证据包：把一轮下发给各单位的清单、截图和网页存档各装成一个文件。"""
    from audit.packaging import package as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace, round_name, unit)


@click.command()
@click.option("--db", metavar="URL", help="数据库地址，默认 sqlite:///out/zwaudit.db；核对证据包时可不写。")
@click.argument("package", required=False, type=Path, metavar="[证据包]")
def verify(db: str | None, package: Path | None) -> None:
    """核对记录有没有被改动、删除或插入；给出证据包的，核对包里的每个文件。"""
    if package is not None:
        from audit.packaging import verify_package

        verify_package(package, db)
        return
    from audit.custody import verify as job

    job(db or "sqlite:///out/zwaudit.db")


@click.command()
@click.option(
    "--db", metavar="URL", default="sqlite:///out/zwaudit.db", show_default=True, help="数据库地址。"
)
@click.option("--restore", is_flag=True, help="用这个文件恢复数据库；原来的内容先另存一份。")
@click.argument("file", type=Path, metavar="文件")
def backup(db: str, restore: bool, file: Path) -> None:
    """备份数据库（SQLite）到一个文件，不必停止其他程序。"""
    from audit import custody

    (custody.restore if restore else custody.backup)(db, file)


@click.command()
@job_options
@click.option("--dry-run", is_flag=True, help="只数一数能清理多少，不改动任何内容。")
def prune(county: Path, db: str | None, out: Path, as_of: datetime | None, dry_run: bool) -> None:
    """清理：按县配置 [retention] 的天数清理旧网页和旧读数；问题、证据和变化记录不受影响。"""
    from audit.custody import prune as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace, rehearse=dry_run)


@click.command()
@job_options
@click.option("--run", "number", type=int, metavar="次数", help="认可第几次采集，默认最近一次。")
@click.option("--by", required=True, metavar="姓名", help="谁认可。")
@click.option("--reason", required=True, metavar="理由", help="为什么可以认可。")
def accept(
    county: Path, db: str | None, out: Path, as_of: datetime | None, number: int | None, by: str, reason: str
) -> None:
    """认可一次异常的采集（如单位确已清理大批指南），按它的结果更新问题。"""
    from audit.custody import accept as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace, number, who=by, reason=reason)


@click.command()
@job_options
@click.option("--round", "name", default="", metavar="轮次", help="哪一轮，如 第一轮；默认最近下发的一轮。")
@click.option("--unit", default="", metavar="单位", help="只写这个单位的。")
@click.option("--kind", "kinds", multiple=True, metavar="文书", help="只写这种文书；可多次给出。")
@click.option("--format", "forms", default="", metavar="格式", help="docx,xlsx,html,pdf 中的几种；默认全部。")
@click.option("--templates", is_flag=True, help="不写文书，把自带的 Word 模板复制到县配置的 papers 目录。")
def papers(
    county: Path, db: str | None, out: Path, as_of: datetime | None, name: str, unit: str,
    kinds: tuple[str, ...], forms: str, templates: bool,
) -> None:  # fmt: skip
    """写出一轮评估的全部文书：问题清单、整改通知、交办单等；没有下发清单时写草稿。"""
    from audit.papers import Asked, copy_templates
    from audit.papers import papers as job
    from audit.workspace import load_profile, open_workspace
    from reports.papers.paper import FORMATS

    if templates:
        return copy_templates(load_profile(county).folder)
    formats = tuple(one.strip().lower() for one in forms.split(",") if one.strip()) or FORMATS
    with open_workspace(county, db, out, as_of) as workspace:
        address = db or f"sqlite:///{out / 'zwaudit.db'}"
        job(workspace, county, address, Asked(name, unit, kinds, formats))


@click.group()
def rules() -> None:
    """查看规则。"""


@rules.command("list")
def rules_list() -> None:
    """列出全部规则，以及各项指标有哪些规则、怎样核验。"""
    from audit.display import console
    from audit.rulebook import coverage, listing
    from rules import all_rules

    console().print(listing(all_rules()))
    console().print(coverage(all_rules()))


@rules.command("show")
@click.argument("rule_id", metavar="规则编号")
def rules_show(rule_id: str) -> None:
    """显示一条规则的说明、依据、用语和例子。"""
    from audit.rulebook import page
    from rules import all_rules

    click.echo(page(all_rules(), rule_id))


@rules.command("test")
def rules_test() -> None:
    """运行每条规则自带的例子。"""
    from audit.rulebook import try_examples
    from rules import all_rules

    problems, count = try_examples(all_rules())
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{count} 条规则，{len(problems)} 处不符")
    if problems:
        sys.exit(3)


@click.group()
def county() -> None:
    """新建和检查县配置。"""


@county.command("new")
@click.argument("name", metavar="县名")
@click.option("--dir", "folder", type=Path, metavar="DIR", help="写到哪个目录，默认以县名为目录名。")
def county_new(name: str, folder: Path | None) -> None:
    """新建一个县的配置。"""
    from counties.errors import ProfileError
    from counties.new import write_new

    try:
        file = write_new(name, folder or Path(name))
    except ProfileError as error:
        raise UserMistake(str(error)) from error
    click.echo(f"已写好 {file}，请按文件里的说明填写，再运行 zwaudit county check {file.parent}")


@county.command("check")
@click.argument("folder", type=Path, metavar="DIR")
def county_check(folder: Path) -> None:
    """检查县配置：有无错误，还有哪些内容待补充、待确认。"""
    from audit.exports import check_headings
    from audit.workspace import load_profile, load_rules
    from counties.check import open_points

    profile = load_profile(folder)
    load_rules(profile)
    check_headings(profile)
    points = open_points(profile)
    click.echo(f"{profile.name}：{len(profile.sources)} 个来源，{len(profile.units)} 个单位，配置没有错误")
    for point in points:
        click.echo(f"  [{point.severity}] {point.key}：{point.text}")
    click.echo(f"待补充或确认 {len(points)} 处" if points else "没有待补充或确认的内容")


@click.command()
@click.option("--county", type=Path, metavar="DIR", help="同时检查这个县的配置和各来源。")
@click.option("--source", metavar="来源", help="列出该来源接口返回的未识别字段（需 --db）。")
@click.option("--db", metavar="URL", help="数据库地址。")
def doctor(county: Path | None, source: str | None, db: str | None) -> None:
    """检查本机是否具备运行条件。"""
    from audit.doctor import examine

    if not examine(county=county, source=source, db=db):
        sys.exit(3)


@click.command()
@click.option(
    "--out", type=Path, default=Path("out/demo"), show_default=True, metavar="DIR", help="输出目录。"
)
@click.option("--records", type=Path, metavar="FILE", help="改用这个文件里的真实指南记录（逐行 JSON）演示。")
@click.option("--serve", is_flag=True, help="完成后启动审核台，显示演示账号，直到按 Ctrl+C。")
@click.option("--host", default="127.0.0.1", show_default=True, help="审核台在哪个地址上提供服务。")
@click.option("--port", type=click.IntRange(0, 65535), default=8411, show_default=True, help="审核台的端口。")
def demo(out: Path, records: Path | None, serve: bool, host: str, port: int) -> None:
    """在本机演示：启动示例县网站，完整跑一遍，显示结果和报告位置。"""
    from audit.demo import demo as job

    job(out, records, serve=serve, host=host, port=port)


COMMANDS: tuple[click.Command, ...] = (
    demo, audit, crawl, check, report, recheck, form, import_, import_replies, lint, extract, export, rules,
    county, doctor, verify, backup, prune, accept, papers, package, pictures_, notify,
)  # fmt: skip
