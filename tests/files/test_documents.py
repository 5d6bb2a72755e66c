"""PDFs are kept as they came, up to their end."""

import pytest

from nightlamp.files.reading.checking import check
from nightlamp.files.rules import FileRefused
from tests.support import files


def test_a_pdf_is_kept_byte_by_byte() -> None:
    checked = check(files.pdf())
    assert (checked.kind, checked.media, checked.content) == ("document", "application/pdf", files.pdf())
    assert not checked.active


@pytest.mark.parametrize(
    "inside",
    [
        b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        b"/AA<</O<</S/Launch/F(cmd)>>>>",
        b"/Names<</EmbeddedFiles 9 0 R>>",
    ],
)
def test_parts_that_act_are_told(inside: bytes) -> None:
    assert check(files.pdf(inside=inside)).active


def test_what_hangs_behind_a_pdf_is_gone() -> None:
    assert check(files.pdf(behind=files.zip_bomb())).content == files.pdf()


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", files.pdf()[:-20], b"%PDF-1.7 %%EOF"])
def test_a_pdf_without_an_end_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        check(content)
    assert refused.value.code == "document_broken"
