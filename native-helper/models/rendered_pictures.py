"""Made-up pictures whose edges and colours are distributed roughly as in photos.

"Dead leaves" (Lee, Mumford and Huang 2001): shapes of all sizes in front of each other, textured with 1/f noise.
write_builtin.py takes the average descriptor from them, so that no photo has a say in it.
"""
import numpy as np

PICTURES = 96


def noise(random, side, slope):
    """Gaussian noise of amplitude 1 / frequency^slope, of deviation 1."""
    frequency = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None])
    frequency[0, 0] = 1
    amplitude = frequency**-slope
    amplitude[0, 0] = 0
    field = np.fft.irfft2(amplitude * np.exp(2j * np.pi * random.random_sample(frequency.shape)), s=(side, side))
    return field / field.std()


def tone(random):
    """Warm or cool, and how light."""
    tint = random.normal(0, 0.15) * np.array([1, 0.2, -1])
    return (np.clip(random.normal(0.45, 0.25), 0, 1) * (1 + random.normal(0, 0.12, 3) + tint))[:, None, None]


def surface(random, side, height):
    red_green = abs(random.normal(0, 0.035)) * np.array([1, -1, 0])[:, None, None] * noise(random, side, 1.5)
    yellow_blue = abs(random.normal(0, 0.05)) * np.array([0.5, 0.5, -1])[:, None, None] * noise(random, side, 1.5)
    grain = random.uniform(0.02, 0.25) * noise(random, side, random.uniform(0.6, 1.8))
    light = random.normal(0, 0.3) * (height - 0.5)
    return np.clip(tone(random) + grain + red_green + yellow_blue + light, 0, 1)


def leaf(random, x, y):
    """An ellipse or a rectangle somewhere: its mask and its radius. Small ones are many."""
    centre = random.random_sample(2)
    radius = min(0.5, 0.04 / random.random_sample() ** 0.7)
    flatness, turn = random.uniform(0.3, 1), random.random_sample() * np.pi
    u = (x - centre[0]) * np.cos(turn) + (y - centre[1]) * np.sin(turn)
    v = (-(x - centre[0]) * np.sin(turn) + (y - centre[1]) * np.cos(turn)) / flatness
    is_round = random.random_sample() < 0.5
    return (np.hypot(u, v) if is_round else np.maximum(abs(u), abs(v))) < radius, radius


def softened(picture):
    """Mean of 3 x 3."""
    for axis in (1, 2):
        edge = np.take(picture, [0], axis), np.take(picture, [-1], axis)
        padded = np.concatenate([edge[0], picture, edge[1]], axis)
        n = picture.shape[axis]
        picture = sum(np.take(padded, range(i, i + n), axis) for i in range(3)) / 3
    return picture


def rendered_pictures(side):
    """PICTURES arrays [3, side, side] of numbers from 0 to 1, always the same."""
    random = np.random.RandomState(7)
    y, x = np.mgrid[0:side, 0:side] / side
    for _ in range(PICTURES):
        picture = surface(random, side, y)
        for _ in range(random.randint(2, 40)):
            mask, radius = leaf(random, x, y)
            is_textured = radius > 0.12 or random.random_sample() < 0.3
            picture = np.where(mask, surface(random, side, y) if is_textured else tone(random), picture)
        for _ in range(random.randint(0, 3)):
            picture = softened(picture)
        yield np.clip(picture, 0, 1)
