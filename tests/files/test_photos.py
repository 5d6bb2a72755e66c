"""Pictures are drawn anew: upright, small, and nothing in them but what is seen."""

import contextlib
import io
import zipfile

import pytest
from PIL import Image, ImageCms

from nightlamp.files.reading.checking import check
from nightlamp.files.rules import FileRefused
from tests.support import files

SILENT = (
    b"Exif",
    files.SERIAL.encode(),
    b"Invented",
    b"GPS",
    b"ICC_PROFILE",
    b"http://ns.adobe.com/xap",
    b"PK\x03\x04",
)


def colour_at(content: bytes, x: float, y: float) -> tuple[bool, bool, bool]:
    """Return which of red, green and blue are strong at a point, given as parts of width and height."""
    picture = files.opened(content).convert("RGB")
    point = picture.getpixel((int(picture.width * x), int(picture.height * y)))
    assert isinstance(point, tuple)
    red, green, blue = (level > 128 for level in point)
    return red, green, blue


RED, BLUE, WHITE = (True, False, False), (False, False, True), (True, True, True)


def assert_bare(content: bytes) -> None:
    """Fail when a picture holds anything beside its points."""
    assert content.startswith(b"\xff\xd8\xff")
    for mark in SILENT:
        assert mark not in content
    picture = files.opened(content)
    assert (picture.format, dict(picture.getexif())) == ("JPEG", {})
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("orientation", "first", "last"),
    [
        (1, (0.1, 0.5), (0.9, 0.5)),
        (3, (0.9, 0.5), (0.1, 0.5)),
        (6, (0.5, 0.1), (0.5, 0.9)),
        (8, (0.5, 0.9), (0.5, 0.1)),
    ],
)
def test_a_photo_stands_upright_and_tells_no_place(
    orientation: int, first: tuple[float, float], last: tuple[float, float]
) -> None:
    checked = check(files.photo(400, 300, orientation=orientation))
    turned = orientation in (6, 8)
    assert (checked.kind, checked.media) == ("photo", "image/jpeg")
    assert (checked.width, checked.height) == ((300, 400) if turned else (400, 300))
    assert (colour_at(checked.content, *first), colour_at(checked.content, *last)) == (RED, BLUE)
    assert_bare(checked.content)


def test_a_large_photo_becomes_small_and_keeps_its_shape() -> None:
    checked = check(files.photo(4000, 3000))
    assert (checked.width, checked.height) == (1200, 1600)
    assert len(checked.content) < 200_000


def test_a_photo_of_an_iphone_is_opened_and_stands_upright() -> None:
    checked = check(files.HEIC.read_bytes())
    assert (checked.width, checked.height) == (48, 64)
    assert (colour_at(checked.content, 0.5, 0.1), colour_at(checked.content, 0.5, 0.9)) == (RED, BLUE)
    assert_bare(checked.content)


@pytest.mark.parametrize("name", ["PNG", "WEBP", "GIF"])
def test_what_is_see_through_lies_on_white(name: str) -> None:
    checked = check(files.drawn(name))
    assert (checked.width, checked.height) == (40, 20)
    assert (colour_at(checked.content, 0.1, 0.2), colour_at(checked.content, 0.9, 0.8)) == (WHITE, RED)
    assert_bare(checked.content)


def test_colours_of_a_camera_with_its_own_profile_are_kept_as_they_were_seen() -> None:
    picture = Image.new("RGB", (20, 20), (200, 60, 60))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    picture.save(out, "JPEG", icc_profile=profile, quality=95)
    checked = check(out.getvalue())
    point = files.opened(checked.content).getpixel((10, 10))
    assert isinstance(point, tuple)
    assert all(abs(seen - meant) < 12 for seen, meant in zip(point, (200, 60, 60), strict=True))
    assert_bare(checked.content)


def test_a_broken_profile_is_left_out() -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "JPEG", icc_profile=b"no profile at all" * 20)
    assert_bare(check(out.getvalue()).content)


def test_a_picture_of_four_hundred_million_points_is_refused_before_it_is_drawn() -> None:
    bomb = files.png_bomb(20_000)
    assert len(bomb) < 100_000
    with pytest.raises(FileRefused) as refused:
        check(bomb)
    assert refused.value.code == "photo_too_large"


def test_what_hangs_behind_a_picture_is_gone() -> None:
    packed = io.BytesIO(files.photo())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("program.exe", b"MZ" * 999)
    checked = check(packed.getvalue())
    assert not zipfile.is_zipfile(io.BytesIO(checked.content))
    assert_bare(checked.content)


def test_a_picture_that_is_also_a_script_is_a_picture_only() -> None:
    with contextlib.suppress(FileRefused):
        assert b"alert" not in check(files.gif_and_script()).content


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.98])
def test_a_photo_that_was_cut_off_is_refused(kept: float) -> None:
    whole = files.photo()
    with pytest.raises(FileRefused) as refused:
        check(whole[: int(len(whole) * kept)])
    assert refused.value.code == "photo_broken"


@pytest.mark.parametrize(
    "beginning", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP", b"\x00\x00\x00\x18ftypheic"]
)
def test_a_picture_in_name_only_is_refused(beginning: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        check(beginning + b"no picture" * 50)
    assert refused.value.code == "photo_broken"
