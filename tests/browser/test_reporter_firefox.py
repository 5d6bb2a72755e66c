"""The reporter's form in a real Firefox, which has no Background Sync and no CloseWatcher on every version."""

import pytest

from tests.browser.reporter_steps import followed_up
from tests.support.firefox import Firefox
from tests.support.live import Live

pytestmark = pytest.mark.browser


def test_a_report_goes_from_firefox_to_the_receipt_sealed(nightlamp: Live) -> None:
    with Firefox() as firefox:
        tab = firefox.open(f"{nightlamp.origin}/")
        firefox.run(tab, _NOTE_REQUESTS)
        for sign, act in STEPS:
            firefox.run_until(tab, f"!!document.querySelector(`{sign}`)")
            firefox.run(tab, act)
            firefox.run(tab, "document.querySelector(`main .btn.main`).click()")
        firefox.run_until(tab, "!!document.querySelector('#reference')", seconds=20)
        reference = firefox.run(tab, "document.querySelector('#reference').innerText")
        receipt = firefox.run(tab, "document.querySelector('#receipt').innerText.replace(/\\s/g, '')")
        assert followed_up(nightlamp.origin, str(receipt))["reference"] == reference
        bodies = firefox.run(tab, "JSON.stringify(window.noted)")
        assert '\\"sealed\\":' in str(bodies)
        assert "blows" not in str(bodies)


_NOTE_REQUESTS = """(() => {
  window.noted = [];
  const fetching = window.fetch;
  window.fetch = (address, options) => { window.noted.push(options?.body ?? ''); return fetching(address, options); };
})()"""

_TYPE = """(() => {
  const field = document.querySelector('FIELD');
  field.value = 'hears blows at night';
  field.dispatchEvent(new Event('input', {bubbles: true}));
})()"""

STEPS = (
    ("a[href='#start']", "0"),
    ("#understood", "0"),
    ("input[name=danger]", "document.querySelector('input[name=danger][value=no]').click()"),
    ("#what", _TYPE.replace("FIELD", "#what")),
    ("input[name=about]", "0"),
    ("#detail", _TYPE.replace("FIELD", "#detail")),
    ("input[name=role]", "document.querySelector('input[name=role][value=neighbour]').click()"),
    ("dl.sum", "0"),
)
