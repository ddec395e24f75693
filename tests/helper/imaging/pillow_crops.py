"""Writes what the tests compare decoded photos with: for each photo named on the command line the
224 x 224 x 3 bytes that Pillow makes of it: full decode, turned by EXIF, short side resized to 224 by
bicubic with antialiasing, centre crop."""

import sys

from PIL import Image, ImageOps

SIDE = 224

for path in sys.argv[1:]:
    photo = ImageOps.exif_transpose(Image.open(path).convert("RGB"))
    short = min(photo.size)
    width, height = (SIDE * side // short for side in photo.size)
    resized = photo.resize((width, height), Image.BICUBIC)
    left, top = (width - SIDE) // 2, (height - SIDE) // 2
    sys.stdout.buffer.write(resized.crop((left, top, left + SIDE, top + SIDE)).tobytes())
