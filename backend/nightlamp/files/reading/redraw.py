"""A program of its own: a picture on standard input becomes a JPEG on standard output, after a line with its size.

Run by `photos.py`, isolated and within limits of memory and time; it imports nothing of Nightlamp. Ends with 3 for
too many points, with anything else but 0 for a picture that cannot be drawn.
"""

import io
import json
import os
import resource
import sys

from PIL import Image, ImageCms, ImageOps

# The largest allowed picture with transparency takes 256 MB, and two such copies while it is turned.
_MEMORY = 1536 * 2**20
_SECONDS = 40
TOO_LARGE = 3


def main() -> None:
    """Draw the picture. Arguments: its format, the longest side and the most points allowed."""
    name, longest, most = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(5)  # alerts and reports come first
    if name == "heic":
        import pi_heif  # noqa: PLC0415  (loaded for whoever needs it)

        pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands before anything is drawn
    picture = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["HEIF" if name == "heic" else name.upper()])
    if picture.width * picture.height > most:
        sys.exit(TOO_LARGE)
    drawn = drawn_anew(picture, longest)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=85, optimize=True)
    size = {"width": drawn.width, "height": drawn.height}
    sys.stdout.buffer.write(json.dumps(size).encode() + b"\n" + out.getvalue())


def drawn_anew(picture: Image.Image, longest: int) -> Image.Image:
    """Return the points of a picture alone: upright, at most `longest` on a side, in sRGB, on white."""
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (longest, longest))
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in ("RGB", "RGBA", "CMYK"):
        upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    upright = in_srgb(upright, profile)
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    return clean


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in sRGB, for colours of an injury should look as they were; without a usable profile as is."""
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
            return changed or picture.convert(wanted)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # A profile that makes no sense is left out, as browsers do.
    return picture.convert(wanted)


if __name__ == "__main__":
    main()
