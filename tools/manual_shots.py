"""Plays the manual's story at the real desk in Chromium and takes its pictures: `make manual`.

Everything is made anew in a folder of its own, on loopback; what was started is stopped at the end. The
pictures go to docs/images/manual, which holds no others.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from manual_camera import DESK, PHONE, SHOWN_DAY, Camera
from manual_story import NEIGHBOUR, PASSWORD, TOWN, UNIT, Story, desk, told
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from crawler.chromium import browser_available

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "images" / "manual"
PATIENCE = 180_000
"""Milliseconds for a re-check or a night on a busy machine."""
CHINESE: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "zh_CN", "LANG": "zh_CN.UTF-8"}
"""The browser's own words (choosing a file, writing a day) are to be Chinese too."""
OPEN_ENDED, CANCELLED, UNMARKED = (
    "c12-open-ended-material", "c02-cancelled-proof-required", "c03-commitment-unmarked",
)  # fmt: skip
TEXT = """城乡居民最低生活保障对象认定
办理条件：具有本县户籍，家庭人均收入低于当地最低生活保障标准，且符合其他有关规定。
申请材料：
1. 最低生活保障申请书（原件1份）
2. 居民户口簿（复印件1份）
3. 家庭收入证明（原件1份，村（居）民委员会出具）
4. 县级民政部门要求提供的其他材料
承诺办结时限：15个工作日
收费标准：不收费
办理地点：示例县行政服务中心一楼综合受理区12号窗口
联系电话：0377-00000000
"""


class Desk:
    """The people's windows on the desk, and the camera."""

    def __init__(self, story: Story, browser: Browser, camera: Camera) -> None:
        self.story, self.browser, self.camera = story, browser, camera

    def window(self, login: str, *, size: tuple[int, int] = DESK, phone: bool = False) -> Page:
        """A window in which this person is signed in."""
        page = self.empty(size=size, phone=phone)
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.click("main button")
        expect(page.get_by_role("button", name="退出")).to_be_visible()
        return page

    def empty(self, *, size: tuple[int, int] = DESK, phone: bool = False) -> Page:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai",
            is_mobile=phone, has_touch=phone, base_url=self.story.base,
        )  # fmt: skip
        context.route("**/trend.svg", self.even_chart)
        page = context.new_page()
        page.goto("/")
        return page

    def even_chart(self, route: Route) -> None:
        """The chart is a picture of its own: its days are written over on the way."""
        answer = route.fetch()

        def shown(found: re.Match[str]) -> str:
            day = date.fromisoformat(f"{self.story.today.year}-{found[1]}") + (SHOWN_DAY - self.story.today)
            return f">{day:%m-%d}<"

        route.fulfill(response=answer, body=re.sub(r">(\d\d-\d\d)<", shown, answer.text()))


def good(page: Page) -> None:
    expect(page.locator(".notice.good").first).to_be_visible()


def accounts(at: Desk) -> Page:
    """The first administrator signs in, chooses a password and makes accounts."""
    first = at.story.admit("admin", "演示管理员甲")
    page = at.empty()
    at.camera.take(page, "01-sign-in", height=420)
    page.fill("#login", "admin")
    page.fill("#password", first)
    page.click("main button")
    at.camera.take(page, "02-first-password", height=520)
    page.fill("#old", first)
    page.fill("#new", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button.main")
    good(page)
    page.goto("/accounts/")
    page.fill("#login", "gongan")
    page.fill("#name", "演示经办人庚")
    page.select_option("#unit", NEIGHBOUR)
    page.click("text=建立")
    good(page)
    at.camera.take(page, "03-accounts", height=768)
    return page


def overview(at: Desk) -> None:
    page = at.window("lingdao")
    at.camera.take(page, "04-overview", height=1000)
    at.camera.take(page, "05-overview-heat", part=".sheet.leaf")


def reviewing(at: Desk) -> None:
    """The queue, one finding, equal texts, undo, a dismissal and its second person."""
    page = at.window("shenhe1")
    page.goto(f"/review/?unit={UNIT}")
    at.camera.take(page, "06-queue")
    number = at.story.number(OPEN_ENDED)
    page.goto(f"/review/{number}?unit={UNIT}")
    at.camera.take(page, "07-review-one", height=900)
    page.check("[data-all=also]")
    at.camera.take(page, "08-equal-texts", part="#decide")
    page.keyboard.press("1")
    good(page)
    at.camera.take(page, "09-undo", height=300)
    page.goto(f"/review/{at.story.number(UNMARKED)}?unit={UNIT}")
    page.keyboard.press("2")
    page.select_option("#reason", index=3)
    page.click("#decide details summary")
    at.camera.take(page, "10-dismiss", part="#decide")
    page.focus("#reason")
    page.keyboard.press("Enter")
    good(page)
    page.goto(f"/review/{at.story.number(CANCELLED, item='特困')}?unit={UNIT}")
    page.select_option("#reason", index=1)
    page.click("button[value=dismissed]")
    good(page)
    other = at.window("shenhe2")
    other.goto("/review/")
    at.camera.take(other, "11-second-person", height=330)
    other.click("text=同意 >> nth=-1")
    page.goto(f"/findings/{number}")
    page.locator("iframe").scroll_into_view_if_needed()
    expect(page.frame_locator("iframe").locator("body")).not_to_be_empty()
    page.evaluate("() => window.scrollTo(0, 0)")
    at.camera.take(page, "12-finding", height=1000)
    page.goto("/findings/?status=待复核&severity=S1")
    at.camera.take(page, "13-findings")


def issuing(at: Desk, admin: Page) -> None:
    """A round is issued; one line of it gets a later day."""
    at.story.confirm_more()
    admin.goto("/rounds/")
    at.camera.take(admin, "14-rounds", height=900)
    admin.goto("/rounds/issue?round=第一轮")
    admin.fill("#number", "示政数〔2026〕9号")
    admin.fill("input[name=due]", (at.story.today + timedelta(days=14)).isoformat())
    at.camera.take(admin, "15-issue", height=768)
    admin.click("text=下发勾选的单位")
    good(admin)
    admin.locator("input[name=line]").first.check()
    admin.fill("#reason", "系统改造，书面申请延期")
    admin.locator("fieldset input[name=due]").fill((at.story.today + timedelta(days=21)).isoformat())
    at.camera.take(admin, "16-list", height=600)
    at.camera.take(admin, "17-extend", part="fieldset:has-text('对勾选的问题')")
    admin.click("button[value=extend]")
    good(admin)


def answering(at: Desk) -> None:
    """The unit looks, answers, reports, and has its pages looked at again."""
    number = at.story.number(OPEN_ENDED)
    page = at.window("minzheng")
    at.camera.take(page, "18-unit-list")
    page.goto(f"/findings/{number}")
    page.check("#check-agreed")
    at.camera.take(page, "19-answer", part="h2#answer", to="form:has-text('报整改')")
    page.click("text=提交核对结果")
    good(page)
    page.fill("#done", "已删除兜底表述，逐项列明申请材料。")
    page.set_input_files(
        "#fixed-files", {"name": "整改后截图.png", "mimeType": "image/png", "buffer": sample()}
    )
    page.click("text=提交整改情况")
    good(page)
    at.camera.take(page, "20-answered", part="h2:has-text('单位的答复')", to="form:has-text('现在复查')")
    disputed = at.story.number(CANCELLED, item="最低生活保障")
    page.goto(f"/findings/{disputed}")
    page.check("#check-disputed")
    page.fill("#note", "这份材料由乡镇直接核查，页面列出的是内部流转材料，不要求群众提供。")
    page.click("text=提交核对结果")
    good(page)
    at.story.mend(number)
    page.goto("/units/mine")
    page.click("text=现在全部复查")
    expect(page.locator("[data-over=yes]")).to_be_visible(timeout=PATIENCE)
    at.camera.take(page, "21-recheck")
    phone = at.window("minzheng", size=PHONE, phone=True)
    at.camera.take(phone, "22-unit-phone", height=844)


def sample() -> bytes:
    """A picture that says of itself that it is a sample."""
    from io import BytesIO

    picture = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(picture).rectangle((10, 10, 310, 190), outline="black")
    body = BytesIO()
    picture.save(body, "PNG")
    return body.getvalue()


def watching(at: Desk, admin: Page) -> None:
    admin.goto("/units/")
    at.camera.take(admin, "23-units")
    admin.goto("/rounds/watch?round=第一轮")
    at.camera.take(admin, "24-watch", height=768)
    admin.goto("/rounds/")
    at.camera.take(admin, "37-papers", part=".sheet:has(> h2:text-is('文书'))")
    admin.goto("/rounds/reminders?round=第一轮")
    at.camera.take(admin, "25-reminders", height=768)


def trying(at: Desk) -> None:
    page = at.window("minzheng")
    page.goto("/trying/")
    page.fill("#text", TEXT)
    page.click("main button.main")
    expect(page.locator("#result")).to_be_visible(timeout=PATIENCE)
    at.camera.take(page, "26-trying", height=900)


def forms(at: Desk) -> None:
    page = at.window("minzheng")
    page.goto(f"/forms/{UNIT}")
    at.camera.take(page, "27-form-unit")
    page.click("text=开始填报")
    at.camera.take(page, "28-form-one", height=900)


def on_the_spot(at: Desk) -> None:
    page = at.window("pinggu", size=PHONE, phone=True)
    at.camera.take(page, "29-onsite-list")
    page.click(f"a.button:has-text('{TOWN}')")
    page.goto(f"/onsite/{TOWN}#t01-area-below-150")
    here = "section.step:not(.off)"
    step = page.locator(here)
    step.locator("input[inputmode=decimal]").first.fill("180")
    step.locator("input[name=q-open][value=是]").check(force=True)
    step.locator("input[name=verdict][value=达标]").check(force=True)
    at.camera.take(page, "30-onsite-step", part=here, to=f"{here} button.main")
    page.context.set_offline(True)
    step.locator("button.main").click()
    expect(step.locator("[data-send-said]")).to_contain_text("网络不通")
    at.camera.take(page, "31-onsite-offline", part=f"{here} fieldset.verdict", to=f"{here} button.main")
    # Sent after all, it would be judged some time during the pictures that follow.
    page.context.close()


def rules(at: Desk, admin: Page) -> None:
    admin.goto(f"/rules/{OPEN_ENDED}")
    at.camera.take(admin, "32-rule")
    admin.goto(f"/rules/{OPEN_ENDED}/settings")
    admin.locator("textarea").last.fill("县级民政部门规定的其他必要申请材料")
    admin.fill("#reason", "试算示例")
    admin.click("text=试算：看会改变哪些问题")
    expect(admin.locator(".notice").first).to_be_visible(timeout=PATIENCE)
    at.camera.take(admin, "33-rule-trial", height=900)


def nights(at: Desk, admin: Page) -> None:
    """A night on which the service network comes back empty."""
    at.story.sandbox.break_("service", "empty")
    admin.goto("/nights/")
    admin.click("text=现在采集一次")
    expect(admin.locator("[data-over=yes]")).to_be_visible(timeout=PATIENCE)
    admin.goto("/nights/")
    at.camera.take(admin, "34-nights")
    admin.click("text=查看并处理")
    at.camera.take(admin, "35-suspect")
    admin.goto("/overview")
    at.camera.take(admin, "36-overview-alarm", height=600)


def play(at: Desk) -> None:
    """The chapters of the manual, in the order in which they need one another."""
    admin = accounts(at)
    overview(at)
    reviewing(at)
    issuing(at, admin)
    answering(at)
    watching(at, admin)
    trying(at)
    forms(at)
    on_the_spot(at)
    rules(at, admin)
    nights(at, admin)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=browser_available(), args=["--no-sandbox", "--lang=zh-CN"], env=CHINESE
        )
        yield browser
        browser.close()


def main(act: Callable[[Desk], None] = play) -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, default=ROOT / "out" / "manual", help="where the county is made")
    out: Path = asked.parse_args().out.absolute()
    if browser_available() is None:
        print("no Chromium is installed", file=sys.stderr)
        return 3
    shutil.rmtree(out, ignore_errors=True)
    with told(out) as story, desk(story), chromium() as browser:
        camera = Camera(PICTURES, out, story.sites, story.today)
        act(Desk(story, browser, camera))
    gone = camera.clear()
    print(f"{len(camera.taken)} pictures, {camera.kept} as before; removed: {', '.join(gone) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
