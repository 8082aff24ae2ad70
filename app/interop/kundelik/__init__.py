"""Kundelik: a list of pupils through its OAuth2 sign-in. Off until a school has a contract."""
