"""Testing rules with the examples in their manuals."""

from lint.testing.examples import Example, check_examples, document_of, examples, run_example

__all__ = ["Example", "check_examples", "document_of", "examples", "run_example"]
