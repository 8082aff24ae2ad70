"""The demo school: made by calling the services that users call."""
