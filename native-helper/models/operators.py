"""The operators that the descriptor of write_builtin.py is made of, as numbers and as nodes of an ONNX graph.

Values are [batch, channels, height, width]. What Nodes writes is float32, operator set 13.
"""
import numpy as np
from onnx import helper, numpy_helper


class Arrays:
    """The operators on float64 arrays."""

    def constant(self, values):
        return np.asarray(values, np.float64)

    def add(self, a, b):
        return a + b

    def sub(self, a, b):
        return a - b

    def mul(self, a, b):
        return a * b

    def div(self, a, b):
        return a / b

    def relu(self, a):
        return np.maximum(a, 0)

    def abs(self, a):
        return np.abs(a)

    def sqrt(self, a):
        return np.sqrt(a)

    def clip(self, a, high):
        return np.clip(a, 0, high)

    def matmul(self, a, b):
        return a @ b

    def concat(self, parts):
        return np.concatenate(parts, 1)

    def reshape(self, a, *shape):
        return a.reshape(a.shape[:1] + shape)

    def transpose(self, a, *order):
        return a.transpose(order)

    def channels(self, a, first, last):
        return a[:, first:last]

    def channel_mean(self, a):
        return a.mean(1, keepdims=True)

    def length(self, a):
        return np.sqrt((a * a).sum(1, keepdims=True))

    def mix(self, a, weights):  # of channels
        return np.einsum("oc,bchw->bohw", weights, a)

    def differences(self, a):
        p = np.pad(a, [(0, 0), (0, 0), (1, 1), (1, 1)], mode="edge")
        return p[:, :, 1:-1, 2:] - p[:, :, 1:-1, :-2], p[:, :, 2:, 1:-1] - p[:, :, :-2, 1:-1]

    def pool(self, a, size):
        batch, channels, height, width = a.shape
        return a.reshape(batch, channels, height // size, size, width // size, size).mean((3, 5))

    def around(self, a):  # mean of the 7 x 7 neighbours that exist
        p = np.pad(a, [(0, 0), (0, 0), (3, 3), (3, 3)])
        ones = np.pad(np.ones(a.shape[2:]), 3)
        windows = np.lib.stride_tricks.sliding_window_view
        return windows(p, (7, 7), (2, 3)).sum((4, 5)) / windows(ones, (7, 7)).sum((2, 3))


class Nodes:
    """The operators as nodes of an ONNX graph; a value is its name."""

    def __init__(self):
        self.nodes, self.initializers, self.constants = [], [], {}

    def node(self, operator, *inputs, **attributes):
        output = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], **attributes))
        return output

    def constant(self, values, element=np.float32):
        array = np.array(values, element, order="C")
        key = (array.dtype.str, array.shape, array.tobytes())
        name = self.constants.setdefault(key, f"c{len(self.constants)}")
        if len(self.constants) > len(self.initializers):
            self.initializers.append(numpy_helper.from_array(array, name))
        return name

    def add(self, a, b):
        return self.node("Add", a, b)

    def sub(self, a, b):
        return self.node("Sub", a, b)

    def mul(self, a, b):
        return self.node("Mul", a, b)

    def div(self, a, b):
        return self.node("Div", a, b)

    def relu(self, a):
        return self.node("Relu", a)

    def abs(self, a):
        return self.node("Abs", a)

    def sqrt(self, a):
        return self.node("Sqrt", a)

    def clip(self, a, high):
        return self.node("Clip", a, self.constant(0.0), self.constant(high))

    def matmul(self, a, b):
        return self.node("MatMul", a, b)

    def concat(self, parts):
        return self.node("Concat", *parts, axis=1)

    def reshape(self, a, *shape):
        return self.node("Reshape", a, self.constant((0,) + shape, np.int64))  # 0: the batch, as it is

    def transpose(self, a, *order):
        return self.node("Transpose", a, perm=order)

    def channels(self, a, first, last):
        return self.node("Slice", a, *(self.constant([i], np.int64) for i in (first, last, 1)))

    def channel_mean(self, a):  # a convolution to one channel would be carried out as one to sixteen
        return self.node("ReduceMean", a, axes=[1], keepdims=1)

    def length(self, a):
        return self.node("ReduceL2", a, axes=[1], keepdims=1)

    def mix(self, a, weights):
        return self.node("Conv", a, self.constant(weights[:, :, None, None]))

    def differences(self, a):
        return self.shifted(a, (1, 2), (1, 0)), self.shifted(a, (2, 1), (0, 1))

    def shifted(self, a, plus, minus):
        padded = self.node("Pad", a, self.constant((0, 0, 1, 1, 0, 0, 1, 1), np.int64), mode="edge")
        end = {0: -2, 1: -1, 2: np.iinfo(np.int64).max}
        def window(at):
            return self.node("Slice", padded, self.constant(at, np.int64),
                             self.constant([end[i] for i in at], np.int64), self.constant([2, 3], np.int64))
        return self.sub(window(plus), window(minus))

    def pool(self, a, size):
        return self.node("AveragePool", a, kernel_shape=[size] * 2, strides=[size] * 2)

    def around(self, a):
        return self.node("AveragePool", a, kernel_shape=[7, 7], pads=[3] * 4)
