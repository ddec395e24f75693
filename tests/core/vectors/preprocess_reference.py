#!/usr/bin/python3
"""Prints the expected values of preprocess_test.cc, computed by Pillow (Debian: python3-pil).

    /usr/bin/python3 tests/core/vectors/preprocess_reference.py

Each line is a case of kPillowCrops: width and height of the stored photo, side, and one FNV-1a hash of the crop for
each of the eight EXIF orientations. The last lines are one small crop byte by byte.
"""
from PIL import Image

SIZES = [(600, 450, 224), (450, 600, 224), (301, 224, 224), (333, 501, 64), (37, 53, 8), (8, 8, 8), (5, 3, 16),
         (1, 1, 4), (170, 2, 16), (1024, 683, 33)]
TURNS = [None, Image.FLIP_LEFT_RIGHT, Image.ROTATE_180, Image.FLIP_TOP_BOTTOM, Image.TRANSPOSE, Image.ROTATE_270,
         Image.TRANSVERSE, Image.ROTATE_90]


def noise(x, y, channel):
    v = (x * 73856093 ^ y * 19349663 ^ channel * 83492791) & 0xFFFFFFFF
    v = ((v ^ v >> 13) * 0x5BD1E995) & 0xFFFFFFFF
    return (v ^ v >> 15) & 255


def photo(width, height):
    samples = bytes(noise(x, y, c) for y in range(height) for x in range(width) for c in range(3))
    return Image.frombytes("RGB", (width, height), samples)


def crop(image, side):
    short = min(image.size)
    width, height = (int(side * size / short) for size in image.size)
    left, top = (width - side) // 2, (height - side) // 2
    return image.resize((width, height), Image.BICUBIC).crop((left, top, left + side, top + side)).tobytes()


def fnv(samples):
    h = 0xCBF29CE484222325
    for sample in samples:
        h = ((h ^ sample) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


for width, height, side in SIZES:
    stored = photo(width, height)
    upright = [stored if turn is None else stored.transpose(turn) for turn in TURNS]
    hashes = ", ".join(f"{fnv(crop(image, side)):#x}" for image in upright)
    print(f"{{{width}, {height}, {side}, {{{hashes}}}}},")
print(", ".join(str(sample) for sample in crop(photo(7, 5), 3)))
