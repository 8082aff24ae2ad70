"""Who stands before the screen: sessions, guesses, cards, second factors, outside providers."""
