"""Build hook; all metadata stands in pyproject.toml.

The extension makes verification faster and is left out without a word where no C compiler is at hand.
"""

from setuptools import Extension, setup

NATIVE = "src/tinnhiem/engines/voting/native"

setup(
    ext_modules=[
        Extension(
            "tinnhiem.engines.voting._kernel",
            sources=[f"{NATIVE}/{name}.c" for name in ("module", "field2048", "edwards25519")],
            depends=[f"{NATIVE}/kernel.h"],
            extra_compile_args=["-O3", "-fno-semantic-interposition"],
            optional=True,
        )
    ]
)
