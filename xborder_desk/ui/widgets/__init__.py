"""The parts pages are built of."""
