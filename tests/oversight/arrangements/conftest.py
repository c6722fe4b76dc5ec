"""The pages of the policy are opened as the pages for looking are."""

from tests.oversight.worklist.conftest import signed_in

__all__ = ["signed_in"]
