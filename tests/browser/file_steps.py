"""Choose files on the reporter's phone, and look at them where staff do."""

import urllib.request
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.browser.reporter_steps import Reporter

CHOOSE = "input[type=file]"


def to_the_question(reporter: Reporter) -> None:
    """Go from the first screen to the question what was seen, and wait for the room for files."""
    reporter.start()
    reporter.choose("danger", "no")
    reporter.proceed()
    reporter.page.locator(CHOOSE).wait_for(state="attached")


def choose_files(page: Page, *files: tuple[str, bytes, str]) -> None:
    """Choose files by name, content and what the phone claims they are."""
    chosen: list[Any] = [{"name": name, "mimeType": kind, "buffer": content} for name, content, kind in files]
    page.locator(CHOOSE).set_input_files(chosen)


def finish(reporter: Reporter) -> None:
    """Answer the rest from the question on, as far as the last look before sending."""
    reporter.proceed()
    reporter.proceed()
    reporter.page.fill("#detail", "菜场后面")
    reporter.proceed()
    reporter.choose("role", "neighbour")
    reporter.proceed()


def arrived(reporter: Reporter, count: int = 1) -> Locator:
    """Wait until the page says that so many files have arrived."""
    items = reporter.page.locator(".added li", has_text="送到了")
    expect(items).to_have_count(count, timeout=60_000)
    return items


def send_file(origin: str, receipt: str, content: bytes, name: str) -> None:
    """Add a file to a report as another client does, in clear."""
    mark = uuid4().hex
    head = f'--{mark}\r\nContent-Disposition: form-data; name="receipt"\r\n\r\n{receipt}\r\n'
    head += f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    request = urllib.request.Request(
        f"{origin}/api/v1/follow-up/attachments",
        data=head.encode() + content + f"\r\n--{mark}--\r\n".encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={mark}"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.status == 201


def shown_photo(page: Page) -> dict[str, Any]:
    """Open the first photo on a report's page and return its size and two colours: near its top, near its bottom."""
    page.get_by_role("button", name="看照片").first.click()
    picture = page.locator(".opened-file img")
    expect(picture).to_be_visible()
    found: dict[str, Any] = picture.evaluate(
        """async image => {
             await image.decode();
             const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
             const pen = canvas.getContext('2d');
             pen.drawImage(image, 0, 0);
             const {naturalWidth: width, naturalHeight: height} = image;
             const at = y => [...pen.getImageData(width / 2, height * y, 1, 1).data].slice(0, 3);
             return {width, height, top: at(0.1), bottom: at(0.9)};
           }"""
    )
    return found
