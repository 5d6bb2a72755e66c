"""A phone without a browser: its subscription, what was posted to it, and what that says once opened."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64url(data: bytes) -> str:
    """Return base64url without padding, as every part of Web Push writes it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_b64url(text: str) -> bytes:
    """Return the bytes of base64url with or without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Post:
    """One message as it arrived, and how it was answered (0: not at all).

    `trouble` names what was done to it, `is_answer_lost` that it was taken and its sender cannot know.
    """

    channel: str
    headers: dict[str, str]
    body: bytes
    at: float
    connection: int
    status: int = 0
    error: str | None = None
    trouble: str = ""
    is_answer_lost: bool = False


@dataclass
class Phone:
    """A device without a browser: it subscribes, and opens what comes with `http_ece`."""

    origin: str
    all_posts: list[Post]
    channel: str
    private_key: ec.EllipticCurvePrivateKey
    auth: bytes

    def subscription(self) -> dict[str, Any]:
        """Return what `PushSubscription.toJSON()` gives."""
        point = self.private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": f"{self.origin}/wpush/v2/{self.channel}",
            "expirationTime": None,
            "keys": {"p256dh": b64url(point), "auth": b64url(self.auth)},
        }

    def posts(self) -> list[Post]:
        """Return what was posted to this phone and taken, oldest first."""
        return [post for post in self.all_posts if post.channel == self.channel and post.status == 201]

    def messages(self) -> list[dict[str, Any]]:
        """Return the opened JSON of what was taken, oldest first."""
        return [self.opened(post) for post in self.posts()]

    def opened(self, post: Post) -> dict[str, Any]:
        """Return the JSON of one message."""
        content: dict[str, Any] = json.loads(self.plain(post))
        return content

    def plain(self, post: Post) -> bytes:
        """Return the plaintext of one message."""
        opened: bytes = http_ece.decrypt(
            post.body, private_key=self.private_key, auth_secret=self.auth, version="aes128gcm"
        )
        return opened
