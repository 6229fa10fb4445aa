"""Looking at evidence in the window: pages that were drawn apart, texts, words found on them."""
