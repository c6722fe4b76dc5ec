"""What outcomes, wants and words say about a contact's class, in files: vocabulary.toml, with the reason for each."""

from frontdoor.library.demand.words.vocabulary import OutcomeKind, Sign, Vocabulary, read_vocabulary

__all__ = ["OutcomeKind", "Sign", "Vocabulary", "read_vocabulary"]
