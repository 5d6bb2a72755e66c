"""Walks through every screen of both apps, one after the other as people come to them."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.file_steps import CHOOSE, choose_files
from tests.browser.screen_steps import County, Look
from tests.support import files
from tests.support.town import PASSWORD

STAFF: list[tuple[str, Callable[[County], str], str]] = [
    ("inbox", lambda county: "", "main a[href*='/staff/reports/']"),
    ("report", lambda county: f"reports/{county.ringing}", ".stages"),
    ("report-decided", lambda county: f"reports/{county.decided}", ".stages"),
    ("screening", lambda county: f"reports/{county.ringing}/screening", "input[type=radio]"),
    ("duty", lambda county: "duty", ".week, .week-days"),
    ("rotas", lambda county: "duty/rotas", ".rota-list a"),
    ("rota-new", lambda county: "duty/rotas/new", "#name"),
    ("rota", lambda county: f"duty/rotas/{county.rota}", ".rota-preview .week-days"),
    ("hearing", lambda county: "hearing", ".heard"),
    ("device", lambda county: "device", "main h1, ol.setup"),
    ("times", lambda county: "times", "main table"),
    ("me", lambda county: "me", "main h1, main h2"),
    ("told", lambda county: "told", ".told"),
    ("climb", lambda county: "climb", ".climb-all"),
    ("climb-change", lambda county: "climb?urgency=P1", ".climb-preview .ladder"),
    ("entrances", lambda county: "entrances", "#entrance-name"),
    ("missing", lambda county: "nowhere", "main"),
]


def walk_form(look: Look) -> None:
    """The whole form, from the first screen to the receipt, with an error and files on the way."""
    page = look.page
    page.goto(look.county.live.origin + "/")
    look.at("start", "main h1")
    _next(page)
    look.at("before", "#understood")
    _next(page)
    look.at("danger", "input[type=radio]")
    page.locator("main input[type=radio]").nth(1).check(force=True)
    _next(page)
    look.at("question", "textarea")
    _next(page)
    look.at("question-error", "[role=alert]")
    page.fill("main textarea", "孩子这几天总说饿。")
    page.locator(CHOOSE).wait_for(state="attached")
    choose_files(page, ("a.jpg", files.photo(), "image/jpeg"), ("letter.pdf", files.pdf(), "application/pdf"))
    choose_files(page, ("a.zip", files.zip_bomb(), "application/zip"))
    look.at("question-files", ".added img")
    page.locator("main input[type=checkbox]").first.check(force=True)
    _next(page)
    _until_place(look)
    look.at("place", "input[role=combobox]")
    page.fill("main input[role=combobox]", "灵隐")
    page.locator("[role=option]").first.wait_for()
    look.at("place-choices", "[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    _next(page)
    look.at("you", "input[type=radio]")
    page.locator("main input[type=radio]").first.check(force=True)
    _answer_all(page)
    _next(page)
    look.at("check", "dl")
    _next(page)
    look.at("sent", ".pass")


def walk_pages(look: Look) -> None:
    """What the first screen leads to."""
    page = look.page
    page.goto(look.county.live.origin + "/")
    page.locator("main a, main button").first.wait_for()
    links = page.locator("main nav a, main ul a, main .list a, main .links a")
    for number in range(min(links.count(), 4)):
        page.goto(look.county.live.origin + "/")
        target = links.nth(number)
        target.wait_for()
        if (target.get_attribute("href") or "").startswith("tel:"):
            continue
        target.click()
        page.wait_for_timeout(400)
        look.at(f"page-{number + 1}", "main h1")


def walk_guidance(look: Look) -> None:
    """The signs by profession, the check of the duty to report, and what to say when a child tells."""
    page = look.page
    for who in ("teacher", "doctor", "neighbour", "police"):
        page.goto("about:blank")
        page.goto(f"{look.county.live.origin}/#guidance-{who}")
        look.at(f"guidance-{who}", ".sheet .signs")
    page.click("main button.btn.line.wide")
    look.at("must-report-police", ".banner")
    page.select_option("#who", "teacher")
    look.at("must-report-nothing-fits", ".banner.quiet")
    page.locator("input[name=circumstances]").nth(3).check(force=True)
    look.at("must-report", "main .call")
    page.goto("about:blank")
    page.goto(f"{look.county.live.origin}/#if-i-tell")
    look.at("if-i-tell", ".told")


def walk_duty_to_tell(look: Look) -> None:
    """The form of somebody who must report, and to the police as well."""
    page = look.page
    page.goto(f"{look.county.live.origin}/#must-report-doctor")
    page.locator("input[name=circumstances]").nth(3).check(force=True)
    _next(page)
    page.locator("main input[type=radio]").nth(1).check(force=True)
    _next(page)
    page.fill("main textarea", "孩子身上有多处伤。")
    _next(page)
    _next(page)
    page.fill("#detail", "人民医院")
    _next(page)
    look.at("you-circumstances", ".fold[open]")
    _next(page)
    look.at("check-circumstances", "dl")
    _next(page)
    look.at("sent-police", "main .call")


def walk_danger(look: Look) -> None:
    """A child in danger now."""
    page = look.page
    page.goto(look.county.live.origin + "/")
    _next(page)
    page.click("#understood")
    page.locator("main input[type=radio]").first.check(force=True)
    page.wait_for_timeout(300)
    look.at("danger-yes", "main")


def walk_follow_up(look: Look) -> None:
    """A receipt, what became of the report, and the messages both ways."""
    page = look.page
    page.goto(f"{look.county.live.origin}/r")
    look.at("follow-up", "#receipt")
    page.fill("#receipt", "0000")
    _next(page)
    look.at("follow-up-error", ".wrong, [role=alert]")
    page.fill("#receipt", look.county.receipt)
    _next(page)
    look.at("thread", ".stages")
    page.fill("#message", "她外婆五点来接她。")
    page.click("main form .btn.main")
    look.at("thread-mine", ".msg.mine")


def walk_entrance(look: Look) -> None:
    """An institution's own way in."""
    look.page.goto(f"{look.county.live.origin}/e/{look.county.entrance}")
    look.at("entrance", ".banner")


def walk_safety(look: Look) -> None:
    """How to stay safer."""
    look.page.goto(f"{look.county.live.origin}/s")
    look.at("safety", "main h1")


def walk_child(look: Look) -> None:
    """A child who reports for themself."""
    page = look.page
    page.goto(look.county.live.origin + "/")
    page.click("a[href='#child']")
    look.at("child-before", "#understood")
    page.click("#understood")
    look.at("child-danger", "input[type=radio]")
    page.locator("main input[type=radio]").nth(1).check(force=True)
    _next(page)
    look.at("child-what", "#what")
    page.fill("#what", "我不想回家。")
    _next(page)
    look.at("child-asked", ".asked")
    _next(page)
    look.at("child-whom", "main .tools .tool")


def walk_draft(look: Look) -> None:
    """Keep what was written behind a code, and go on with it."""
    page = look.page
    page.goto(look.county.live.origin + "/")
    _next(page)
    page.click("#understood")
    page.locator("main input[type=radio]").nth(1).check(force=True)
    _next(page)
    page.fill("#what", "孩子身上有多处伤。")
    page.locator("form.flow > p .textbtn").last.click()
    look.at("draft-keep", "#code")
    page.fill("#code", "240917")
    _next(page)
    page.locator("#code").wait_for(state="detached")
    look.at("draft-kept", "main h1")
    _next(page)
    _next(page)
    look.at("draft-go-on", "main .btn.line.wide")
    _next(page)
    page.locator("#code").fill("1")
    _next(page)
    look.at("draft-open", ".wrong")


def walk_staff(look: Look) -> None:
    """The staff app, as a supervisor sees it."""
    page = look.page
    page.goto(f"{look.county.live.origin}/staff/")
    look.at("sign-in", "input[type=password]")
    page.fill("input[type=email]", "supervisor@xihu.example")
    page.fill("input[type=password]", PASSWORD)
    page.click("button[type=submit]")
    page.locator("nav a:visible").first.wait_for()
    for name, path, sign in STAFF:
        page.goto(f"{look.county.live.origin}/staff/{path(look.county)}")
        look.at(name, sign)
    page.goto(f"{look.county.live.origin}/staff/reports/{look.county.ringing}")
    look.at("thread-staff", ".thread .msg")
    page.locator(".opened-file .tool").first.click()
    look.at("report-photo", ".opened-file img")


WALKS = (
    walk_form,
    walk_pages,
    walk_guidance,
    walk_duty_to_tell,
    walk_danger,
    walk_follow_up,
    walk_entrance,
    walk_safety,
    walk_child,
    walk_draft,
    walk_staff,
)


def _next(page: Page) -> None:
    page.locator("main .btn.main").first.click()
    page.wait_for_timeout(300)


def _answer_all(page: Page) -> None:
    """Choose something in every group that is still open."""
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        group = page.locator(f"main input[type=radio][name='{name}']")
        if not page.locator(f"main input[type=radio][name='{name}']:checked").count():
            group.last.check(force=True)


def _until_place(look: Look) -> None:
    """Pass the screen with further questions, when there is one."""
    if not look.page.locator("main input[role=combobox]").count():
        look.at("more-questions", "main input[type=radio]")
        _next(look.page)
