"""The command `zwaudit`: options in, one job each, exit codes 0, 1, 2 and 3 out."""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path

# The command-line library takes its own words from this catalogue; it must be named before the import.
os.environ["LANGUAGE"] = "zh_CN"
gettext.bindtextdomain("zwaudit", str(Path(__file__).parent / "locale"))
gettext.textdomain("zwaudit")

import click  # noqa: E402
from click.exceptions import NoArgsIsHelpError  # noqa: E402

from audit import __version__  # noqa: E402
from audit.commands import COMMANDS  # noqa: E402
from audit.desk_commands import DESK_COMMANDS  # noqa: E402
from audit.errors import Incomplete, UserMistake  # noqa: E402


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="zwaudit", message="%(prog)s %(version)s")
def zwaudit() -> None:
    """政务服务第三方评估：采集公开的办事指南和清单，逐条对照评估要点，生成问题清单。

    退出码：0 正常；1 发现问题（仅 lint 和 audit --fail-on）；2 用法或输入有误；3 任务未能完成。
    """


for command in (*COMMANDS, *DESK_COMMANDS):
    zwaudit.add_command(command)


def main() -> None:
    """Run the command line; every failure is one Chinese line on standard error."""
    try:
        code = zwaudit(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.ClickException as error:
        fail(2, one_line(error.format_message()))
    except (UserMistake, Incomplete) as error:
        fail(error.exit_code, str(error))
    except (click.Abort, KeyboardInterrupt):
        fail(3, "已中止；已经取得的内容都已保存，再次运行会从中断处继续。")
    except BrokenPipeError:
        # The reader of our output has gone; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(text: str) -> str:
    return " ".join(text.split())


def fail(code: int, message: str) -> None:
    click.echo(f"zwaudit：{message}", err=True)
    sys.exit(code)
