"""The few questions that stand in a window of their own."""
