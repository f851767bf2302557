"""Photographs and scans: a short list of formats, decoded no larger than they are shown."""

from __future__ import annotations

import io
from typing import Any, Final

import pi_heif
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageColor,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from caseapp.viewer.child import exif
from caseapp.viewer.child.sheets import MOST_PIXELS, Pixels, Unreadable

#: What is tried, and nothing else: every further decoder is a further door.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF")
#: Loaded here because later no file can be opened, not even one of Python's.
_DECODERS: Final = (
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
_WHITE: Final = ImageColor.getrgb("white")
#: A JPEG is decoded at an eighth of its size, so a larger one can still be shown.
_MOST_DECLARED: Final = 1_000_000_000
_MOST_PAGES: Final = 500


def load_decoders() -> None:
    """Makes ready what decoding needs beyond the modules above."""
    Image.preinit()
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = False
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # our own limits are stricter, and answered with a sentence


class Photo:
    """A picture, or the pages of a TIFF."""

    kind = "image"

    def __init__(self, data: bytes) -> None:
        self._data = data
        image = self._open()
        width, height = image.size
        if _turned(image):
            width, height = height, width
        self.size = (width, height)
        self.notes: dict[str, Any] = exif.of_image(image)
        self.pages = _pages(image)

    def page(self, number: int, edge: int) -> Pixels:
        try:
            image, partial = self._decoded(number, edge, forgiving=False), False
        except OSError:
            image, partial = self._decoded(number, edge, forgiving=True), True
        return Pixels(image.width, image.height, image.tobytes(), partial)

    def _open(self) -> Image.Image:
        try:
            image = Image.open(io.BytesIO(self._data), formats=FORMATS)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable("broken") from error
        width, height = image.size
        most = _MOST_DECLARED if image.format in ("JPEG", "MPO") else MOST_PIXELS
        if width < 1 or height < 1:
            raise Unreadable("broken")
        if width * height > most:
            raise Unreadable("too-large")
        return image

    def _decoded(self, number: int, edge: int, *, forgiving: bool) -> Image.Image:
        """The picture upright, in red, green and blue, at most `edge` long. OSError when its end is gone."""
        ImageFile.LOAD_TRUNCATED_IMAGES = forgiving
        image = self._open()
        if number:
            image.seek(number)
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable("too-large")
        image.draft(None, (edge, edge))
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable("too-large")
        image.load()
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
        image = ImageOps.exif_transpose(image)
        return _on_white(image)


def _pages(image: Image.Image) -> int:
    if image.format != "TIFF":
        return 1
    return max(1, min(_MOST_PAGES, int(getattr(image, "n_frames", 1))))


def _turned(image: Image.Image) -> bool:
    """Whether the camera was held upright, so that width and height change places."""
    try:
        return image.getexif().get(274) in (5, 6, 7, 8)
    except Exception:  # noqa: BLE001 - notes of a stranger's file; the picture itself may be fine
        return False


def _on_white(image: Image.Image) -> Image.Image:
    """Any picture as red, green and blue; what is transparent becomes white."""
    if image.mode == "RGB":
        return image
    if image.mode.startswith(("I", "F")):
        # Sixteen and more bits a pixel: from the darkest to the lightest that occurs.
        deep = image.convert("F")
        extremes: Any = deep.getextrema()
        low, high = extremes
        spread = (high - low) or 1.0
        return deep.point(lambda value: value * (255.0 / spread) - low * (255.0 / spread)).convert("RGB")
    if "A" in image.mode or "a" in image.mode or "transparency" in image.info:
        over = image.convert("RGBA")
        ground = Image.new("RGBA", over.size, _WHITE)
        return Image.alpha_composite(ground, over).convert("RGB")
    return image.convert("RGB")
