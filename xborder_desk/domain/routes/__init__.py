"""Which ways to redress are open in a case, until when and why: pure functions over facts and dated data."""
