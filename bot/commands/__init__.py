"""The commands of `dateline`, one module each.

The first line of a module's docstring is its help; `add_arguments(parser)` declares its options and `run(arguments,
settings)` does the work and returns the exit code. What is heavy is imported inside `run`.
"""
