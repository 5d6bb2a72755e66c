"""Recordings: sound alone, as long as they are, without titles and places."""

import contextlib

import pytest

from nightlamp.files.reading.checking import check
from nightlamp.files.rules import FileRefused
from tests.support import files

PLACE = (b"30.2534", b"120.1294", b"invented phone")


@pytest.mark.parametrize(
    ("made", "media", "seconds"),
    [(files.webm(seconds=3), "audio/webm", 3.0), (files.mp4(seconds=7), "audio/mp4", 7.0),
     (files.ogg(seconds=4), "audio/ogg", 4.0)],
    ids=["webm", "mp4", "ogg"],
)  # fmt: skip
def test_a_recording_is_kept_with_its_length_and_without_its_place(made: bytes, media: str, seconds: float) -> None:
    checked = check(made)
    assert (checked.kind, checked.media) == ("voice", media)
    assert checked.seconds == pytest.approx(seconds, abs=0.1)
    assert len(checked.content) == len(made)
    assert any(word in made for word in PLACE)
    assert not any(word in checked.content for word in PLACE)
    assert check(checked.content) == checked


def test_the_pages_of_an_emptied_comment_still_add_up() -> None:
    for comment in (b"LOCATION=30.2534", b"LOCATION=" + b"x" * 700, b"y" * (255 * 3 - 24)):
        kept = check(files.ogg(comment=comment)).content
        assert comment not in kept
        at = pages = 0
        while at < len(kept):
            lengths = kept[at + 27 : at + 27 + kept[at + 26]]
            end = at + 27 + len(lengths) + sum(lengths)
            page = kept[at:end]
            told = int.from_bytes(page[22:26], "little")
            assert told == files.ogg_checksum(page[:22] + bytes(4) + page[26:])
            at, pages = end, pages + 1
        assert pages == 6


def test_a_recorder_that_was_stopped_in_the_middle_loses_only_its_last_piece() -> None:
    for made in (files.webm(seconds=3), files.ogg(seconds=4)):
        whole = check(made)
        cut = check(made[:-20])
        assert whole.content.startswith(cut.content[:-80])
        assert cut.seconds is not None
        assert 0 < cut.seconds <= (whole.seconds or 0)


def test_what_hangs_behind_a_recording_is_gone() -> None:
    assert b"PK\x03\x04" not in check(files.ogg() + files.zip_bomb()).content


@pytest.mark.parametrize("made", [files.webm(), files.mp4(), files.ogg()], ids=["webm", "mp4", "ogg"])
@pytest.mark.parametrize("kept", [5, 12, 30, 60])
def test_a_recording_without_its_beginning_or_end_is_refused(made: bytes, kept: int) -> None:
    with pytest.raises(FileRefused) as refused:
        check(made[:kept])
    assert refused.value.code in ("voice_broken", "file_type_unknown")


@pytest.mark.parametrize("made", [files.webm(), files.mp4(), files.ogg()], ids=["webm", "mp4", "ogg"])
def test_no_changed_byte_makes_more_of_a_recording_than_a_refusal(made: bytes) -> None:
    for at in range(0, min(len(made), 900), 3):
        for value in (0x00, 0x7F, 0xFF):
            with contextlib.suppress(FileRefused):
                assert check(made[:at] + bytes([value]) + made[at + 1 :]).kind == "voice"


def test_a_film_is_told_from_a_recording_by_what_is_in_it() -> None:
    for film in (files.webm(video=True), files.mp4(handler=b"vide"), files.ogg() + files.ogg()):
        with pytest.raises(FileRefused) as refused:
            check(film)
        assert refused.value.code == "file_video"
