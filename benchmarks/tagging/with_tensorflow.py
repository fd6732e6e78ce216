"""The original network, run by TensorFlow in an environment of its own.

    python with_tensorflow.py PACKAGE PATCHES OUTPUT

PACKAGE is the unpacked wheel, PATCHES a ``.npy`` of shape (n, 187, 96); OUTPUT becomes an ``.npz``
with what each layer gives.
"""

import os
import sys
import warnings
from pathlib import Path

os.environ.update(TF_USE_LEGACY_KERAS="1", TF_CPP_MIN_LOG_LEVEL="3")
warnings.filterwarnings("ignore")

LAYERS = ("probabilities", "logits", "timbral", "temporal", "inner 1", "inner 2", "inner 3",
          "mean", "strongest", "embedding")  # fmt: skip


def main() -> None:
    package, patches, output = map(Path, sys.argv[1:])
    sys.path.insert(0, str(package))
    import numpy as np
    import tensorflow as tf

    tf.compat.v1.disable_eager_execution()
    from musicnn import models

    sound = tf.compat.v1.placeholder(tf.float32, [None, 187, 96])
    training = tf.compat.v1.placeholder(tf.bool)
    logits, *others = models.define_model(sound, training, "MSD_musicnn", 50)
    wanted = [tf.nn.sigmoid(logits), logits, *others]
    with tf.compat.v1.Session() as session:
        tf.compat.v1.train.Saver().restore(session, f"{package}/musicnn/MSD_musicnn/")
        found = session.run(wanted, {sound: np.load(patches), training: False})
    np.savez(output, **dict(zip(LAYERS, found, strict=True)))


if __name__ == "__main__":
    main()
