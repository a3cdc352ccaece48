"""The benchmarks: each figure is a ratio to a named peer on the same bytes, in the same run, taken in turns."""
