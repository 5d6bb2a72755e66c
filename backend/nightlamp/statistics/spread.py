"""How durations are spread, as one number: a histogram that is added, and taken away again, like any integer. Pure.

A spread is an integer of 32-bit fields, one a bucket, the first bucket in the lowest bits. Adding two spreads is
one addition of two integers, so a hundred days are merged in microseconds; and what is added can be subtracted,
which an excluded report and an undone milestone need.

Buckets are one second wide up to 127 s, then 64 to each doubling. A duration is answered by the middle of its
bucket, so it is off by less than 1/128 (0.8 %) of itself. Bucketing keeps the order, so a percentile of a spread
is exactly the rounded percentile of the durations in it.
"""

import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

FIELD_BITS = 32
_SUB_BITS = 6
_SUBS = 1 << _SUB_BITS

EMPTY = 0


def bucket_of(seconds: int) -> int:
    """Return the number of the bucket that a duration falls into; the longest is about 68 years."""
    seconds = min(max(seconds, 0), 2**31 - 1)
    shift = max(seconds.bit_length() - _SUB_BITS - 1, 0)
    return (shift << _SUB_BITS) + (seconds >> shift)


def seconds_of(bucket: int) -> int:
    """Return the duration that stands for a bucket: its middle."""
    shift = max((bucket >> _SUB_BITS) - 1, 0)
    return ((bucket - (shift << _SUB_BITS)) << shift) + ((1 << shift) >> 1)


def spread_of(seconds: int) -> int:
    """Return the spread that holds one duration."""
    return 1 << FIELD_BITS * bucket_of(seconds)


def rounded(seconds: int) -> int:
    """Return a duration as a spread gives it back."""
    return seconds_of(bucket_of(seconds))


def packed(spread: int) -> bytes:
    """Return the bytes in which a spread is stored: its fields, compressed (most are zero)."""
    return zlib.compress(spread.to_bytes((spread.bit_length() + 7) // 8, "little"), 1)


def unpacked(stored: bytes) -> int:
    """Return the spread that was stored."""
    return int.from_bytes(zlib.decompress(stored), "little")


def percentiles(spread: int, percents: Sequence[int]) -> list[int | None]:
    """Return nearest-rank percentiles of a spread in seconds, rounded as above; None for each when it is empty."""
    running = list(accumulate(_counts(spread)))
    if not running or not running[-1]:
        return [None] * len(percents)
    ranks = (-(-percent * running[-1] // 100) for percent in percents)
    return [seconds_of(bisect_left(running, rank)) for rank in ranks]


def size(spread: int) -> int:
    """Return how many durations a spread holds."""
    return sum(_counts(spread))


def _counts(spread: int) -> "array[int]":
    counts = array("I")
    width = counts.itemsize
    counts.frombytes(spread.to_bytes(-(-spread.bit_length() // (8 * width)) * width, "little"))
    if sys.byteorder == "big":
        counts.byteswap()
    return counts
