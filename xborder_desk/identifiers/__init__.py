"""Recognising, checking and normalising what identifies somebody: countries, addresses, phones, e-mails."""
