#!/usr/bin/python3
"""Writes builtin.onnx, the image descriptor that needs no download: write_builtin.py, or --check to compare.

The descriptor is said once, in `blocks` and `embedding`, and carried out twice (operators.py): with numbers, to find the
statistics of rendered pictures, and as the ONNX graph. README.md says what it
computes and where each part comes from. The same bytes on every machine: all numbers are computed in float64 and
rounded to steps far above its errors.
"""
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper

from operators import Arrays, Nodes
from rendered_pictures import rendered_pictures

FILE = pathlib.Path(__file__).with_name("builtin.onnx")
SIDE = 224
CLIP_MEAN = np.array([0.48145466, 0.4578275, 0.40821073])
CLIP_DEVIATION = np.array([0.26862954, 0.26130258, 0.27577711])

CELLS = 14         # gradients are pooled on 14 x 14 cells
ORIENTATIONS = 8   # over half a turn
SHARPNESS = 0.5    # a bin reaches 30 degrees to either side (cos of twice that)
FLATNESS = 0.02    # squared contrast below which a region counts as flat
FREQUENCIES = 5    # u + v of the cosines kept of a 14 x 14 map: 21 of 196
ODD = 0.7          # weight of what changes its sign in a mirror
COLOUR_BINS = 5
COLOUR_NUMBERS = 144
WEIGHTS = {"fine": 0.5, "coarse": 0.5, "texture": 0.4, "colour": 0.4}  # of the cosine of each block
WHITENING = {"fine": 0.5, "coarse": 0.5, "texture": 0.0, "colour": 0.0}


def gradients(ops, image):
    """Twice the angle and the strength of the edges: the structure tensor of all channels (Di Zenzo 1986).

    -> [batch, 3, h, w]: strength * cos, strength * sin, strength; and the energy [batch, 1, h, w].
    """
    x, y = ops.differences(image)
    xx, yy, xy = (ops.channel_mean(ops.mul(a, b)) for a, b in ((x, x), (y, y), (x, y)))
    cosine, sine = ops.sub(xx, yy), ops.add(xy, xy)
    squared = ops.sqrt(ops.add(ops.mul(cosine, cosine), ops.mul(sine, sine)))
    strength = ops.sqrt(ops.add(squared, ops.constant(1e-8)))
    return ops.concat([ops.div(cosine, strength), ops.div(sine, strength), strength]), ops.add(xx, yy)


def orientation_maps(ops, edges):
    turn = 2 * np.pi * np.arange(ORIENTATIONS) / ORIENTATIONS
    bins = np.stack([np.cos(turn), np.sin(turn), np.full(ORIENTATIONS, -SHARPNESS)], 1)
    return ops.relu(ops.mix(edges, bins))


def contrast(ops, energy, size):
    """Of the 7 x 7 cells around each, as [batch, 1, CELLS, CELLS]."""
    return ops.sqrt(ops.add(ops.around(ops.pool(energy, size)), ops.constant(FLATNESS)))


def orientation_basis():
    """Rows: the real Fourier basis over the orientations; and which of them a mirror turns round."""
    k = np.arange(ORIENTATIONS)
    rows, odd = [], []
    for j in range(ORIENTATIONS // 2 + 1):
        for wave, is_odd in ((np.cos, False), (np.sin, True)):
            row = wave(2 * np.pi * j * k / ORIENTATIONS)
            if np.abs(row).max() > 1e-9:
                rows.append(row / np.sqrt((row * row).sum()))
                odd.append(is_odd)
    return np.array(rows), np.array(odd)


def cosine_basis():
    """[196, 21]: the low cosines of a smoothed map; and which of them a mirror turns round."""
    n = np.arange(CELLS)
    cosines = np.cos(np.pi * (n + 0.5) * n[:, None] / CELLS) * np.sqrt(2 / CELLS)
    cosines[0] /= np.sqrt(2)
    kept = [(v, u) for v in range(FREQUENCIES + 1) for u in range(FREQUENCIES + 1 - v)]
    basis = np.stack([np.outer(cosines[v], cosines[u]).ravel() for v, u in kept], 1)
    return basis, np.array([u % 2 == 1 for _, u in kept])


def smoothed(ops, maps):
    """Each cell with its neighbours, 1 2 1 over both axes, edges repeated."""
    line = np.eye(CELLS) / 2 + np.eye(CELLS, k=1) / 4 + np.eye(CELLS, k=-1) / 4
    line[0, 0] = line[-1, -1] = 0.75
    line = ops.constant(line)  # its own transpose
    return ops.reshape(ops.matmul(ops.matmul(line, maps), line), ORIENTATIONS, CELLS * CELLS)


def layout(ops, maps):
    """Where which orientation is: [batch, 8 * 21]."""
    space, _ = cosine_basis()
    turn, _ = orientation_basis()
    waves = ops.matmul(ops.sqrt(smoothed(ops, maps)), ops.constant(space))
    return ops.reshape(ops.matmul(ops.constant(turn), waves), -1)


def layout_parity():
    return (orientation_basis()[1][:, None] ^ cosine_basis()[1][None]).ravel()


def texture(ops, maps, local):
    """How the edges of each orientation change from place to place: the scattering transform's second order."""
    x, y = ops.differences(maps)
    xx, yy, xy = ops.mul(x, x), ops.mul(y, y), ops.mul(x, y)
    strength = ops.sqrt(ops.add(ops.add(xx, yy), ops.constant(1e-8)))
    cosine = ops.div(ops.sub(xx, yy), strength)
    sine = ops.div(ops.add(xy, xy), strength)
    none = ops.constant(0.0)
    parts = ops.concat([ops.relu(v) for v in (cosine, sine, ops.sub(none, cosine), ops.sub(none, sine))])
    means = ops.pool(ops.div(ops.pool(parts, 4), local), CELLS)
    turned = ops.reshape(ops.sqrt(means), 4, ORIENTATIONS)
    turn, _ = orientation_basis()
    around = ops.matmul(ops.constant(DIRECTIONS), ops.matmul(turned, ops.constant(turn.T)))
    return ops.reshape(around, -1)


# Of cos, sin, -cos, -sin: what a mirror leaves, and in the last row what it turns round.
DIRECTIONS = np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0.5**0.5, 0, 0.5**0.5], [0, 0.5**0.5, 0, -(0.5**0.5)]])


def texture_parity():
    return (np.array([False, False, False, True])[:, None] ^ orientation_basis()[1][None]).ravel()


def colours(ops, small):
    """Soft histogram over lightness, red - green and yellow - blue, of the upper and of the lower half."""
    area = (SIDE // 4) ** 2
    last = COLOUR_BINS - 1
    axes = np.array([[1 / 3, 1 / 3, 1 / 3], [1, -1, 0], [0.5, 0.5, -1]])
    low, high = np.array([0.1, -0.3, -0.4]), np.array([0.9, 0.3, 0.4])
    scale = last / (high - low)
    position = ops.sub(ops.mix(small, axes * scale[:, None]), ops.constant((low * scale)[:, None, None]))
    spread = ops.mix(ops.clip(position, float(last)), np.kron(np.eye(3), np.ones((COLOUR_BINS, 1))))
    centres = np.tile(np.arange(COLOUR_BINS), 3)[:, None, None]
    near = ops.relu(ops.sub(ops.constant(1.0), ops.abs(ops.sub(spread, ops.constant(centres)))))
    light, red, blue = (ops.channels(near, i * COLOUR_BINS, (i + 1) * COLOUR_BINS) for i in range(3))
    chroma = ops.mul(ops.reshape(red, COLOUR_BINS, 1, area), ops.reshape(blue, 1, COLOUR_BINS, area))
    chroma = ops.transpose(ops.reshape(chroma, COLOUR_BINS**2, 2, area // 2), 0, 2, 3, 1)
    light = ops.transpose(ops.reshape(light, COLOUR_BINS, 2, area // 2), 0, 2, 1, 3)
    shares = ops.mul(ops.matmul(light, chroma), ops.constant(2 / area))
    return ops.reshape(ops.sqrt(shares), -1)


def blocks(ops, tensor):
    """The four parts of the descriptor, of pictures normalised as CLIP wants them."""
    image = ops.mul(tensor, ops.constant(CLIP_DEVIATION[:, None, None]))  # but for the mean, which edges do not show
    small = ops.pool(image, 4)
    edges, energy = gradients(ops, image)
    maps = ops.pool(orientation_maps(ops, edges), 4)
    local = contrast(ops, energy, 16)
    fine = layout(ops, ops.div(ops.pool(maps, 4), local))
    coarse_edges, coarse_energy = gradients(ops, small)
    coarse_maps = ops.pool(orientation_maps(ops, coarse_edges), 4)
    coarse = layout(ops, ops.div(coarse_maps, contrast(ops, coarse_energy, 4)))
    return {"fine": fine, "coarse": coarse, "texture": texture(ops, maps, local),
            "colour": colours(ops, ops.add(small, ops.constant(CLIP_MEAN[:, None, None])))}


def rounded(values, step):
    return np.round(np.asarray(values) / step) * step


def embedding(ops, parts, statistics):
    """Each block centred, weighted and of the same length whatever the picture, one after another."""
    scaled = []
    for name, part in parts.items():
        mean, weight = statistics[name]
        centred = ops.mul(ops.sub(part, ops.constant(mean)), ops.constant(weight))
        if name == "colour":
            centred = ops.matmul(centred, ops.constant(projection(len(mean))))
        length = ops.add(ops.length(centred), ops.constant(1e-6))
        scaled.append(ops.mul(ops.div(centred, length), ops.constant(np.sqrt(WEIGHTS[name]))))
    return ops.concat(scaled)


def projection(size):
    """Orthogonal columns, seeded."""
    columns = np.linalg.qr(np.random.RandomState(1).standard_normal((size, COLOUR_NUMBERS)))[0]
    return rounded(columns, 2.0**-12)


def statistics_of_rendered_pictures():
    """name -> mean, weight: the parity's, over a power of the deviation."""
    found = {name: [] for name in WEIGHTS}
    for picture in rendered_pictures(SIDE):
        tensor = (picture - CLIP_MEAN[:, None, None]) / CLIP_DEVIATION[:, None, None]
        for name, part in blocks(Arrays(), tensor[None]).items():
            found[name].append(part[0])
    odd = {"fine": layout_parity(), "coarse": layout_parity(), "texture": texture_parity(), "colour": np.zeros(1, bool)}
    statistics = {}
    for name, rows in found.items():
        variance = np.var(rows, 0)
        deviation = np.sqrt(variance + 0.05 * variance.mean())
        weight = np.where(odd[name], ODD, 1.0) / (deviation / deviation.max()) ** WHITENING[name]
        mean = np.where(odd[name], 0, np.mean(rows, 0))  # left and right are alike on average
        statistics[name] = rounded(mean, 2.0**-12), rounded(weight * np.ones_like(deviation), 2.0**-8)
    return statistics


def builtin_model():
    ops = Nodes()
    output = embedding(ops, blocks(ops, "pixel_values"), statistics_of_rendered_pictures())
    ops.nodes.append(helper.make_node("Identity", [output], ["image_embeds"]))
    graph = helper.make_graph(
        ops.nodes, "builtin",
        [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("image_embeds", TensorProto.FLOAT, ["batch", 512])], ops.initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def main():
    content = builtin_model()
    if sys.argv[1:] == ["--check"]:
        if FILE.is_file() and FILE.read_bytes() == content:
            return 0
        print(f"{FILE}:1: differs from what write_builtin.py writes")
        return 1
    FILE.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
