"""The convolution of all networks."""

from __future__ import annotations

from typing import Any

import keras
from keras import ops

from ..hardware.backends import hardware


class Convolution(keras.layers.Conv2D):
    """Keras's convolution, in a form that torch can also train on the CPU image by image.

    There torch (2.13) finds a gradient only of kernels that lie in memory in its own order
    ("slow_conv2d: grad_weight must be contiguous").
    """

    def convolution_op(self, inputs: Any, kernel: Any) -> Any:
        """Convolves; called by Keras.

        Args:
            inputs: (images, rows, columns, bands).
            kernel: (rows, columns, bands, maps).
        """
        if hardware().wants_own_order:
            turned = ops.transpose(kernel, (3, 2, 0, 1))
            # Through one dimension, so that it is copied.
            turned = ops.reshape(ops.reshape(turned, (-1,)), turned.shape)
            kernel = ops.transpose(turned, (2, 3, 1, 0))
        return super().convolution_op(inputs, kernel)
