"""What we say on a screen that anybody may see: enough to wake somebody, no word of a case. Pure."""

from nightlamp.channels.message import Message
from nightlamp.practice.content import priority_words

TITLES = {"zh-CN": "小夜灯", "en": "Nightlamp"}

_SAID = {
    "zh-CN": {
        "alert": "有一件需要您看（{urgency}）",
        "test": "这是一次测试：这里能收到",
        "notice": "有一条通知，请打开",
        "code": "验证码 {code}，15 分钟内有效。不是您本人要的，不用理会",
        "device_gone": "您的一台设备收不到提醒了，请打开看看",
        "device_failing": "您的一台设备或一个地址近来没有响成，请打开看看",
        "unreachable_soon": "您快要值班了，但是现在叫不到您。请打开，试响一次",
        "next_shift_unreachable": "下一班没有一个人叫得到，请马上安排",
        "shift_begins": "您的班次开始了",
        "coverage_gap": "两周之内有时段没有人值班，请安排",
        "swap_asked": "有同事请人替班，请打开看看",
        "swap_answered": "您的替班请求有答复了",
        "swap_expired": "没有人答应替您的班，这一班还是您的",
        "shift_changed": "您的班次有变动，请打开看看",
    },
    "en": {
        "alert": "Something needs you to look at it ({urgency})",
        "test": "This is a test: you can be reached here",
        "notice": "There is a notice. Please open",
        "code": "Your code is {code}, good for 15 minutes. If you did not ask for it, do nothing",
        "device_gone": "One of your devices no longer rings. Please open and look",
        "device_failing": "One of your devices or addresses has failed lately. Please open and look",
        "unreachable_soon": "Your shift begins soon and you cannot be reached. Please open and ring a test",
        "next_shift_unreachable": "Nobody of the next shift can be reached. Please see to it now",
        "shift_begins": "Your shift has begun",
        "coverage_gap": "Within two weeks there are hours that nobody covers. Please plan them",
        "swap_asked": "A colleague asks to be replaced. Please open and look",
        "swap_answered": "Your request to be replaced was answered",
        "swap_expired": "Nobody has taken over your shift: it is still yours",
        "shift_changed": "Your shifts have changed. Please open and look",
    },
}
_COLON = {"zh-CN": "：", "en": ": "}


def words_for(language: str) -> str:
    """Return the language of ours that serves an account's language best; English when none does."""
    if language in TITLES:
        return language
    primary = language.split("-", 1)[0].lower()
    return next((known for known in TITLES if known.split("-", 1)[0] == primary), "en")


def said(message: Message) -> str:
    """Return the one sentence of a message, without its full stop, in the language of whom it is for.

    Its urgency is told by its word, as everywhere else: nobody at night should have to know what P1 is.
    """
    language = words_for(message.language)
    known = _SAID[language]
    sentence = known.get(message.notice or message.kind) or known["notice"]
    return sentence.format(urgency=priority_words(language).get(message.urgency, ""), code=message.code or "")


def plain_text(message: Message, *, public_origin: str) -> str:
    """Return a message for a channel of text: what it is, and where the app is. A code needs no address."""
    language = words_for(message.language)
    line = f"{TITLES[language]}{_COLON[language]}{said(message)}"
    return line if message.kind == "code" else f"{line}\n{public_origin}{page_of(message)}"


_ABOUT_DEVICE = ("device_gone", "device_failing", "unreachable_soon")


def page_of(message: Message) -> str:
    """Return the page of the staff app that a message leads to, without any name in it."""
    if message.kind == "test" or message.notice in _ABOUT_DEVICE:
        return "/staff/device"
    return "/staff/duty" if message.notice else "/staff/"
